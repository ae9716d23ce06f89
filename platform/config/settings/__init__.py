"""Django settings: base, tenancy, and one module per place where Meetlat runs."""
