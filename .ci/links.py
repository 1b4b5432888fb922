#!/usr/bin/env python3
"""Check the links between pages, without a network: `python .ci/links.py`; `--fix` writes `06_cache.html` as `06_cache.ipynb` first (run nbdev_export after it).

A relative link in a markdown cell, a docstring or a Markdown file must name a file that is there, a notebook as .ipynb (Quarto writes it as the page's
address; a link to .html is dead), and a heading of it where it has a #. Every notebook stands in the sidebar and on the index. Exit 1 with the dead links."""
import json, re, sys
from pathlib import Path

top = Path(__file__).resolve().parent.parent
LINK = re.compile(r'\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)?)\)|src="([^"\s]+)"')
DEAD = re.compile(r'(\]\()((?:\.\./)*(?:tutorials/|nbs/)?[\w-]+)\.html((?:#[^)\s]*)?\))')


def notebooks():
    return sorted(p for p in (top/'nbs').rglob('*.ipynb') if '_proc' not in p.parts and '.ipynb_checkpoints' not in p.parts)


def sources(page):
    if page.suffix == '.md': return [page.read_text(encoding='utf-8')]
    cells = json.loads(page.read_text(encoding='utf-8'))['cells']
    return [''.join(c['source']) for c in cells if c['cell_type'] in ('markdown', 'code')]


def headings(page):
    "The anchors that Quarto makes of a page's headings."
    text = '\n'.join(s for s in sources(page))
    words = [re.sub(r'\s*\{#[^}]*\}', '', m[1]) for m in re.finditer(r'^#{1,6}\s+(.*)$', text, re.M)]
    plain = [re.sub(r'[^\w\s.-]', '', re.sub(r'`|\*', '', w).lower()).strip() for w in words]
    return {re.sub(r'^[^a-z]+', '', re.sub(r'\s+', '-', w)) for w in plain} | {re.sub(r'\s+', '-', w) for w in plain}


def fix():
    for page in notebooks():
        notebook = json.loads(page.read_text(encoding='utf-8'))
        count = 0
        for cell in notebook['cells']:
            text = ''.join(cell['source'])
            new, n = DEAD.subn(lambda m: f'{m[1]}{m[2]}.ipynb{m[3]}' if (page.parent/f'{m[2]}.ipynb').is_file() else m[0], text)
            if n and new != text: cell['source'], count = new.splitlines(keepends=True), count + n
        if count:
            page.write_text(json.dumps(notebook, sort_keys=True, indent=1, ensure_ascii=False) + '\n', encoding='utf-8')
            print(f'{page.relative_to(top)}: {count} links')


def check():
    wrong, count, pages = [], 0, notebooks()
    for page in [*pages, *top.glob('*.md'), top/'jointdit/assets/tiny/README.md']:
        for text in sources(page):
            for match in LINK.finditer(text):
                target = match[1] or match[2]
                if re.match(r'[a-z][a-z0-9+.-]*:|/', target) or '{' in target or not re.search(r'\.(ipynb|html|md|png|jpe?g|yaml)(#|$)|^#', target): continue
                name, _, anchor = target.partition('#')
                there = (page.parent/name).resolve() if name else page
                where = f'{page.relative_to(top)} links to {target}'
                count += 1
                if name.endswith('.html'): wrong.append(f'{where}: write .ipynb')
                elif not there.exists(): wrong.append(f'{where}, which is not there')
                elif anchor and there.suffix == '.ipynb' and anchor not in headings(there): wrong.append(f'{where}: that page has no such heading')
    sidebar, index = (top/'_quarto.yml').read_text(encoding='utf-8'), (top/'nbs/index.ipynb').read_text(encoding='utf-8')
    for page in pages:
        name = page.relative_to(top/'nbs').as_posix()
        if not re.search(rf'(- |href: ){re.escape(name)}\s', sidebar): wrong.append(f'{name} is not in the sidebar (_quarto.yml)')
        if name != 'index.ipynb' and f']({name})' not in index: wrong.append(f'{name} is not in the table of nbs/index.ipynb')
    return count, wrong


if __name__ == '__main__':
    if '--fix' in sys.argv[1:]: fix()
    count, wrong = check()
    if wrong: sys.exit('\n'.join(wrong) + f'\n{len(wrong)} of {count} links and places are wrong')
    print(f'{count} links between {len(notebooks())} pages, none dead')
