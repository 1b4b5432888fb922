#!/usr/bin/env python3
"""Run the tutorials that say "put your folder here" as a reader does who names one: `python .ci/own_folder.py [FOLDER]`.

Without FOLDER films are made here. Every code cell must run in order on a folder that the page has never seen, with
nothing from outside the page. Exit 1 with the cell otherwise."""
import json, os, sys, tempfile, traceback
from pathlib import Path

os.environ |= dict(MPLBACKEND='agg', IN_TEST='1')                # a few steps where the page would train for minutes
tutorials = Path(__file__).resolve().parent.parent/'nbs/tutorials'
# what a reader sets, and what stands there
PAGES = {'own_dataset.ipynb': ('films', 'Path(phone) '), 'fine_tune.ipynb': ('clips', "work / 'clips' ")}

with tempfile.TemporaryDirectory() as room:
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else Path(room)/'my films'
    if len(sys.argv) < 2:
        from jointdit.data.synthetic import write_world
        write_world(folder, 5, seed=3, seconds=5, progress=False)
    os.chdir(room)
    for page, (name, value) in PAGES.items():
        line = f'{name} = {value}'
        notebook = json.loads((tutorials/page).read_text(encoding='utf-8'))
        cells = [''.join(c['source']) for c in notebook['cells'] if c['cell_type'] == 'code']
        if sum(f'\n{cell}'.count(f'\n{line}') for cell in cells) != 1:
            sys.exit(f'{page} has no one line that begins with {line!r}')
        space = {'__name__': '__main__'}
        for number, cell in enumerate(cells, 1):
            cell = f'\n{cell}'.replace(f'\n{line}', f'\n{name} = Path({str(folder)!r}) ')
            try: exec(compile(cell, f'<cell {number}>', 'exec'), space)
            except Exception: sys.exit(f'{traceback.format_exc()}\n{page}, code cell {number}:\n{cell}')
        print(f'{page}: {len(cells)} cells run on {folder}')
    os.chdir('/')
