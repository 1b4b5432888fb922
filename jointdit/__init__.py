"Joint diffusion of video and sound. The names below are imported when they are first asked for: `import jointdit` is quick."

__version__ = "0.1.0"

_MODULES = dict(JointDiTPipeline='pipeline', JointDiT='model', Clip='clip')      # public name -> the module that defines it
__all__ = list(_MODULES)

def __getattr__(name):
    if name not in _MODULES: raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    from importlib import import_module
    value = globals()[name] = getattr(import_module(f'{__name__}.{_MODULES[name]}'), name)
    return value

def __dir__(): return sorted({*globals(), *_MODULES})
