"""Who coaches: the register of coach organisations and coaches that all tenants share."""
