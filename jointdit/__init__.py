"""Joint diffusion of video and sound.

The names below are imported when they are first used, so that `import jointdit` is quick."""

__version__ = "0.1.0"

_MODULES = {  # public name -> the module that defines it
    'JointDiTPipeline': 'pipeline',
    'JointDiT': 'models.jointdit',
    'Clip': 'data.clip',
}
__all__ = list(_MODULES)


def __getattr__(name):
    "Import a public name when it is first used."
    if name not in _MODULES:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f'{__name__}.{_MODULES[name]}'), name)
    return value


def __dir__():
    "List the public names too, imported or not."
    return sorted({*globals(), *_MODULES})
