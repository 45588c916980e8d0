import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# All views, and what they import, is loaded now and stays: the garbage collector need not walk through it again and
# again, which took a twelfth of the time of a long page.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
