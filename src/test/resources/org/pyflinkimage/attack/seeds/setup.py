#!/usr/bin/env python
"""What is shared."""
import os
import sys

try:
    from setuptools import setup, find_packages
except ImportError:
    from distutils.core import setup

here = os.path.abspath(os.path.dirname(__file__))


def read(name):
    with open(os.path.join(here, name)) as file:
        return file.read()


if sys.argv[-1] == 'publish':
    os.system('python setup.py sdist upload')
    sys.exit()

install_requires = ['six >= 1.0', "lz4; python_version < '3'"]
install_requires += ["requests[socks]"]
more = dict(zip_safe=False, keywords="a, b".split(', '))

setup(
    name="acme",
    version="1." + '0',
    description=("What is "
                 "shared"),
    long_description=read('README.rst'),
    packages=find_packages('src', exclude=['tests*']), package_dir={'': 'src'},
    package_data={'acme': ['data/*.json']},
    install_requires=install_requires,
    extras_require={':sys_platform == "linux"': ['uvloop'], 'kafka': 'kafka-python'},
    entry_points="""
        [console_scripts]
        acme = acme.cli:main
    """,
    scripts=['bin/run'],
    **more
)
