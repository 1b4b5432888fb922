#!/usr/bin/env python3
"""Check the pictures that pages store: `python .ci/pictures.py [NOTEBOOK ...]`; `--pack` first stores them small.

A notebook that keeps its pictures small by palettes of few colours turns the green ball grey. So a stored PNG of 64
colours or fewer is refused where it is a picture, in colour; a chart, most of it a few flat colours, may be one.
`--pack` stores an opaque picture without its alpha, and with a palette of 256 colours only where that is smaller and no
colour moves or fades (`faithful`). A stored text that names a folder of the machine it was made on is refused too.
Exit 1 with what is refused."""
import base64, io, json, re, sys
from pathlib import Path

import numpy as np
from PIL import Image

top = Path(__file__).resolve().parent.parent
FEW = 64
MACHINE = re.compile(r'/tmp/tmp\w{8}|(?<![\w.])/(?:work|root|home|dev/shm|var/folders|Users)/\w')    # folders of one machine


def few_colours(picture):
    "Whether a picture, in colour, is stored with a palette of so few colours that its own cannot be right."
    if picture.mode != 'P' or len(picture.getcolors(256)) > FEW: return False
    counts = np.sort([n for n, _ in picture.getcolors(256)])
    flat = counts[-8:].sum() / counts.sum()                      # the share of the eight most frequent colours
    rgb = np.asarray(picture.convert('RGB')).astype(int)
    coloured = (np.ptp(rgb, axis=2) > 30).mean()
    return coloured > .005 and flat < .9


def faithful(before, after):
    "Whether a picture is the other one to an eye: 999 of 1000 channels within 6 of 255, and what is coloured stays so."
    a, b = (np.asarray(x.convert('RGB')).astype(int) for x in (before, after))
    vivid = np.ptp(a, axis=2)
    faded = (vivid - np.ptp(b, axis=2))[vivid > 30]
    return np.quantile(abs(a - b), .999) <= 6 and (not faded.size or np.quantile(faded, .999) <= 12)


def png(picture):
    file = io.BytesIO()
    picture.save(file, 'PNG', optimize=True)
    return file.getvalue()


def pack(data):
    "The same picture as a small PNG."
    picture = Image.open(io.BytesIO(data))
    if picture.mode not in ('RGB', 'RGBA'): return data
    if picture.mode == 'RGBA' and picture.getextrema()[3][0] < 255: return data
    picture = picture.convert('RGB')
    found = [data, png(picture)]
    reduced = picture.quantize(256, method=Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE)
    if faithful(picture, reduced): found.append(png(reduced))
    return min(found, key=len)


def stored(notebook):
    "(cell number, data of an output) of each PNG of a notebook."
    for i, cell in enumerate(notebook['cells']):
        for output in cell.get('outputs', []):
            if 'image/png' in output.get('data', {}): yield i, output['data']


def texts(notebook):
    "(cell number, text) of each stored output that is text."
    for i, cell in enumerate(notebook['cells']):
        for output in cell.get('outputs', []):
            yield i, ''.join(output.get('text', []))
            for kind, data in output.get('data', {}).items():
                if kind.startswith('text/'): yield i, ''.join(data)


def notebooks():
    passed_over = {'_proc', '.ipynb_checkpoints'}
    return sorted(p for p in (top/'nbs').rglob('*.ipynb') if not passed_over & set(p.parts))


def self_test():
    "A green ball in 48 colours is refused, in 256 it is not; a chart of three lines may have 16."
    y, x = np.mgrid[:96, :96] / 96
    ball = np.stack([.3 + .5 * x, .3 + .5 * y, .8 - .5 * x * y], 2)
    ball[(x - .5) ** 2 + (y - .5) ** 2 < .05] = .1, .8, .2
    chart = np.ones((96, 96, 3))
    for k, colour in enumerate(((1, 0, 0), (0, .6, 0), (0, 0, 1))): chart[20 * k + 10:20 * k + 13] = colour
    ball, chart = (Image.fromarray((a * 255).astype(np.uint8)) for a in (ball, chart))
    assert few_colours(ball.quantize(48))
    assert not any(map(few_colours, (ball, ball.quantize(256), chart.quantize(16))))
    assert not faithful(ball, ball.convert('L')) and faithful(ball, ball)
    assert all(map(MACHINE.search, ("Path('/tmp/tmp9t30duk4/a.avi')", '/dev/shm/x', '/home/me/clips')))
    assert not any(map(MACHINE.search, ('runs/short/lab/work/a', '/tmp/escape.mp4', 'https://a.org/work/b')))


def main(arguments):
    pack_first, names = '--pack' in arguments, [a for a in arguments if a != '--pack']
    count, refused = 0, []
    for path in [Path(n).resolve() for n in names] or notebooks():
        notebook, changed = json.loads(path.read_text(encoding='utf-8')), False
        for i, data in stored(notebook):
            content, count = base64.b64decode(''.join(data['image/png'])), count + 1
            if pack_first and (smaller := pack(content)) != content:
                data['image/png'], content, changed = base64.b64encode(smaller).decode() + '\n', smaller, True
            if not few_colours(Image.open(io.BytesIO(content))): continue
            refused.append(f'{path.name}, cell {i}: a picture in 64 colours or fewer; store it as it is drawn')
        refused += [f'{path.name}, cell {i}: its output names {found[0]}..., a folder of one machine; leave it out'
                    for i, text in texts(notebook) if (found := MACHINE.search(text))]
        if changed:
            text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)
            path.write_text(text + '\n', encoding='utf-8')
    if refused: sys.exit('\n'.join(refused) + f'\n{len(refused)} stored outputs are refused')
    print(f'{count} stored pictures, all in their own colours')


if __name__ == '__main__':
    self_test()
    main(sys.argv[1:])
