#!/usr/bin/env python3
"""Run the tutorial of a reader's own dataset as a reader does who names a folder of films: `python .ci/own_folder.py [FOLDER]` (default: films made here).

Every code cell must run in order on a folder that the page has never seen, with nothing from outside the page. Exit 1 with the cell otherwise."""
import json, os, sys, tempfile, traceback
from pathlib import Path

os.environ['MPLBACKEND'] = 'agg'
page = Path(__file__).resolve().parent.parent/'nbs/tutorials/own_dataset.ipynb'
line = "films = phone "

with tempfile.TemporaryDirectory() as room:
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else Path(room)/'my films'
    if len(sys.argv) < 2:
        from jointdit.world import write_world
        write_world(folder, 5, seed=3, seconds=5, progress=False)
    cells = [''.join(c['source']) for c in json.loads(page.read_text(encoding='utf-8'))['cells'] if c['cell_type'] == 'code']
    if sum(cell.startswith(line) for cell in cells) != 1: sys.exit(f'{page.name} has no one cell that begins with {line!r}')
    os.chdir(room)
    space = {'__name__': '__main__'}
    for number, cell in enumerate(cells, 1):
        if cell.startswith(line): cell = f'films = Path({str(folder)!r})'
        try: exec(compile(cell, f'<cell {number}>', 'exec'), space)
        except Exception: sys.exit(f'{traceback.format_exc()}\n{page.name}, code cell {number}:\n{cell}')
    print(f'{page.name}: {len(cells)} cells run on a folder of {len(space["sources"])} films')
    os.chdir('/')
