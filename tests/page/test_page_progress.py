"""Progress on the page: verdicts, quotes, charts, a comparison and a spreadsheet."""

import csv
import io

from playwright.sync_api import Page, expect

from assistant.ask import Assistant
from assistant.page_verdict import verdict_of
from assistant.progress_text import CSV_COLUMNS

from .visits import WIDE, open_tab, viewer


def test_each_weakness_has_its_verdict_and_opens_the_line_that_states_it(elsewhere: Page, assistant: Assistant) -> None:
    page = elsewhere
    threads = [t for t in assistant.progress("Walsall").threads if t.kind == "area of significant weakness"]
    open_tab(page, "Progress")
    expect(page.locator("#progress select[name=area]")).to_have_value("Walsall")
    expect(page.get_by_role("heading", name=f"Areas of significant weakness ({len(threads)})")).to_be_visible()
    assert len(threads) == 9
    tally = page.locator(".tally li").all_inner_texts()
    assert [" ".join(item.split()) for item in tally] == ["7 ✓ Sufficient progress", "2 ✗ Not sufficient progress"]
    verdicts = [said for cell in threads[1].cells if (said := verdict_of(cell))]
    assert [said.verdict for said in verdicts] == ["not sufficient progress"]
    row = page.locator("tr.thread", has_text=threads[1].text[5:])
    row.locator(".verdict.not-met").click()
    marked = " ".join(viewer(page).locator("mark").all_inner_texts())
    assert " ".join(marked.split()) == " ".join(verdicts[0].quote.split())
    page.locator("#viewer .close").click()
    expect(row.locator(".verdict-link").first).to_be_focused()


def test_a_measure_is_drawn_with_its_figures_and_each_figure_opens_its_place(
    elsewhere: Page, assistant: Assistant
) -> None:
    page = elsewhere
    series = assistant.progress("Walsall").series
    assert series
    open_tab(page, "Progress")
    expect(page.locator("figure.chart")).to_have_count(len(series))
    shares = next(one for one in series if one.unit == "%")
    chart = page.locator("figure.chart").first  # shares come first
    expect(chart.locator("figcaption")).to_contain_text(shares.series)
    expect(chart.locator("svg")).to_be_visible()
    assert chart.locator("svg circle").count() == len(shares.points)
    chart.get_by_text("The figures as a table").click()
    point = shares.points[0]
    chart.get_by_role("link", name=f"{point.value}%").click()
    assert point.value in " ".join(viewer(page).locator("mark").all_inner_texts())


def test_a_row_of_a_table_is_read_with_the_names_of_its_columns_and_opens_where_it_stands(elsewhere: Page) -> None:
    page = elsewhere
    open_tab(page, "Progress")
    cell = page.locator(".threads td", has=page.locator(".row", has_text="issued in 20 weeks")).first
    for more in cell.locator("summary").all():
        more.click()
    row = cell.locator("li", has=page.locator(".row"))
    expect(row).to_have_count(1)  # a figure for each of seven months, in one row
    expect(row).to_contain_text("January 2021: 22")
    expect(row).to_contain_text("July 2021: 7")
    expect(page.locator(".area-progress")).not_to_contain_text("22 | 20")
    row.get_by_role("link").click()
    marked = viewer(page).locator("tr", has=page.locator("mark"))
    assert " ".join(marked.inner_text().split()).endswith("in 20 weeks 22 20 11 17 5 9 7")


def test_two_areas_can_be_compared(elsewhere: Page) -> None:
    page = elsewhere
    open_tab(page, "Progress")
    page.locator("#progress select[name=other]").select_option("Worcestershire")
    expect(page.get_by_role("heading", name="Walsall and Worcestershire compared")).to_be_visible()
    row = page.locator(".comparison tr", has_text="with not sufficient progress")
    assert row.locator("td").all_inner_texts() == ["2", "none"]
    expect(page.locator("#progress select[name=other]")).to_be_focused()
    page.locator("#progress select[name=other]").select_option("")
    expect(page.locator(".comparison")).to_have_count(0)


def test_an_area_without_findings_says_so(elsewhere: Page) -> None:
    page = elsewhere
    open_tab(page, "Progress")
    page.locator("#progress select[name=area]").select_option("Rutland")
    expect(page.locator(".area-progress")).to_contain_text("Rutland name no single weakness")
    page.locator("#progress select[name=area]").select_option("Walsall")
    expect(page.get_by_role("heading", name="Walsall: progress")).to_be_visible()


def test_a_printed_table_keeps_to_the_paper(elsewhere: Page) -> None:
    page = elsewhere
    open_tab(page, "Progress")
    expect(page.locator(".threads").first).to_be_visible()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})  # A4
    widths = page.locator(".threads").first.evaluate("table => [table.offsetWidth, table.parentElement.offsetWidth]")
    shown = [name for name in ("#composer", ".tools", ".tab-wrapper") if page.locator(name).first.is_visible()]
    page.emulate_media(media="screen")
    page.set_viewport_size(WIDE)
    assert widths[0] <= widths[1] + 1 and not shown


def test_the_table_can_be_downloaded_for_a_spreadsheet(elsewhere: Page, url: str) -> None:
    page = elsewhere
    open_tab(page, "Progress")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download Walsall as a spreadsheet").click()
    assert download.value.suggested_filename == "progress-walsall.csv"
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert {"sufficient progress", "not sufficient progress"} <= {row["verdict"] for row in rows}
    for ending, start in (("docx", b"PK"), ("md", b"# Progress in Walsall")):
        sent = page.request.get(f"{url}/progress.{ending}?area=Walsall")
        assert sent.ok and sent.body().startswith(start)
        assert f'filename="progress-walsall.{ending}"' in sent.headers["content-disposition"]
    for missing in ("progress.csv?area=Atlantis", "progress.docx?area=Atlantis", "progress.exe?area=Walsall"):
        assert page.request.get(f"{url}/{missing}").status == 404
