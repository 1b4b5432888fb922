#!/usr/bin/env python3
"""Exit 0 if the file holds moving pictures and a sound that starts with them and is not silence; says what it found."""
import sys
import av, numpy as np

with av.open(sys.argv[1]) as media: frames = np.stack([f.to_ndarray(format='rgb24') for f in media.decode(video=0)]).astype(float)
with av.open(sys.argv[1]) as media: sound = np.concatenate([f.to_ndarray().astype(float).mean(0) for f in media.decode(audio=0)])
motion, loudness = np.abs(np.diff(frames, axis=0)).mean(), np.sqrt((sound**2).mean())
print(f'{sys.argv[1]}: {len(frames)} frames of {frames.shape[2]}x{frames.shape[1]}, mean change {motion:.2f} of 255; '
      f'{len(sound)} samples, RMS {loudness:.4f}')
sys.exit(not (len(frames) > 1 and motion > .05 and loudness > 1e-3))
