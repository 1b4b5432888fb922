#!/usr/bin/env python
"""Check how the book is built: `python .ci/house.py [CHECK ...]`, without a network. Checks: numbers, imports, cells, columns, tags (default: all).

numbers: no two pages have one number. imports: no module imports, at its top or inside a function, one whose page has a higher number, or one of a circle. cells: no page has more than 60. columns: no line of code is wider than 120.
tags: each claim's tag ([A], [M], ...) is one of those that nbs/00_core.ipynb defines, as a line of a list or a table that begins with it. Exit 1 with the faults."""
import ast, json, re, sys
from pathlib import Path

top = Path(__file__).resolve().parent.parent
MOST_CELLS = 60
MOST_COLUMNS = 120

def pages():
    "{path below nbs: cells} of every notebook."
    found = sorted(p for p in (top/'nbs').rglob('*.ipynb') if not {'_proc', '.ipynb_checkpoints'} & set(p.parts))
    return {p.relative_to(top/'nbs').as_posix(): json.loads(p.read_text(encoding='utf-8'))['cells'] for p in found}

def number(page):
    "The number that a page's name begins with; None for a page without one."
    found = re.match(r'(\d+)_', page.rpartition('/')[2])
    return int(found[1]) if found else None

def text(cell): return ''.join(cell['source'])

def modules(book):
    "{module: page} of the pages that are exported."
    found = {}
    for page, cells in book.items():
        for cell in cells:
            name = re.match(r'#\| *default_exp +(\S+)', text(cell))
            if name: found[name[1]] = page
    return found

def imported(module, known):
    "[(module, line)] of the package's modules that one imports, anywhere in it."
    path = top/'jointdit'/(module.replace('.', '/') + '.py')
    found, above = [], module.split('.')[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))):
        if isinstance(node, ast.Import):
            names = [a.name.removeprefix('jointdit.') for a in node.names if a.name.startswith('jointdit.')]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ''
            if node.level:
                base = '.'.join([*above[:len(above) - node.level + 1], *base.split('.')]).strip('.')
            elif base.split('.')[0] != 'jointdit':
                continue
            else:
                base = base.removeprefix('jointdit').strip('.')
            names = [base, *(f'{base}.{a.name}'.strip('.') for a in node.names)]
        else:
            continue
        found += [(name, node.lineno) for name in names if name in known]
    return found

def check_numbers(book):
    seen, faults = {}, []
    for page in book:
        n = number(page)
        if n is not None and n in seen: faults.append(f'nbs/{page} and nbs/{seen[n]} have one number')
        if n is None and page in modules(book).values(): faults.append(f'nbs/{page} is exported and has no number: give it its place in the reading order')
        seen[n] = page
    return faults

def check_imports(book):
    known = modules(book)
    order = {module: number(page) for module, page in known.items()}
    faults = []
    for module in known:
        for other, line in imported(module, known):
            if other != module and None not in (order[other], order[module]) and order[other] >= order[module]:
                faults.append(f'jointdit/{module.replace(".", "/")}.py, line {line}: imports {other} (page {order[other]}), which stands below page {order[module]}')
    return faults

def check_cells(book):
    return [f'nbs/{page} has {len(cells)} cells: {MOST_CELLS} at most' for page, cells in book.items() if len(cells) > MOST_CELLS]

def check_columns(book):
    faults = []
    for page, cells in book.items():
        for i, cell in enumerate(cells):
            wide = [line for line in text(cell).split('\n') if len(line) > MOST_COLUMNS] if cell['cell_type'] == 'code' else []
            faults += [f'nbs/{page}, cell {i}: {len(line)} columns, {MOST_COLUMNS} at most: {line.strip()[:60]}' for line in wide]
    return faults

def defined_tags(book):
    "The tags that 00_core defines: `- [A] ...` of a list, or `| [A] | ...` of a table."
    shown = '\n'.join(text(cell) for cell in book['00_core.ipynb'] if cell['cell_type'] == 'markdown')
    return set(re.findall(r'(?m)^ *(?:[-*]|\|) *`?\[([A-Z])\]`?', shown))

def check_tags(book):
    faults, defined = [], defined_tags(book)
    if not defined: return ['nbs/00_core.ipynb defines no tags']
    for page, cells in book.items():
        for cell in cells:
            shown = re.sub(r'`[^`]*`|\$[^$]*\$', '', text(cell)) if cell['cell_type'] == 'markdown' else ''
            faults += [f'nbs/{page}: the tag [{tag}] is not defined' for tag in re.findall(r'(?<!\w)\[([A-Z])\](?!\()', shown) if tag not in defined]
    return faults

if __name__ == '__main__':
    checks = dict(numbers=check_numbers, imports=check_imports, cells=check_cells, columns=check_columns, tags=check_tags)
    book, faults = pages(), []
    for name in sys.argv[1:] or checks: faults += checks[name](book)
    print('\n'.join(faults) or f'{len(book)} pages in order')
    sys.exit(bool(faults))
