"""Indicators I-01 to I-13 of what became of the work, over dated jobs (pure, no framework).

Definitions: De Graaf-Zijl and Dumhs, Onbeperkt aan het werk in de Wajong (UWV, 2022). Where the
source gives no window or limit, the function takes it, and the choice of Meetlat says so.
"""
