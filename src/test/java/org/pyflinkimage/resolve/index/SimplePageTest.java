package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SimplePageTest {

    private static final URI PAGE = URI.create("https://index.example.com/simple/uv/");

    @Test
    void findsAFileInHtml() {
        SimplePage page = page("""
                <!DOCTYPE html><html><body>
                <a data-requires-python="&gt;=3.8" href="../../packages/ab/uv-1-py3-none-any.whl#sha256=00">uv-1</a>
                <A HREF='uv-2.tar.gz?a=1&amp;b=2#x'>uv-2.tar.gz</A>
                """);

        assertThat(page.file("uv-1-py3-none-any.whl"))
                .contains(URI.create("https://index.example.com/packages/ab/uv-1-py3-none-any.whl"));
        assertThat(page.file("uv-2.tar.gz"))
                .contains(URI.create("https://index.example.com/simple/uv/uv-2.tar.gz?a=1&b=2"));
        assertThat(page.file("v-1-py3-none-any.whl")).isEmpty();
    }

    @Test
    void findsAFileInJson() {
        SimplePage page = page("""
                {"files": [{"filename": "uv-1.whl", "url": "https://files.example.com/uv-1.whl"}], "name": "uv"}
                """);

        assertThat(page.file("uv-1.whl")).contains(URI.create("https://files.example.com/uv-1.whl"));
        assertThat(page.file("uv-2.whl")).isEmpty();
    }

    @Test
    void ofAListInJsonOnlyFilesOfThatNameCount() {
        SimplePage page = page("""
                {"meta": {"files": [{"filename": "uv-1.whl", "url": "a"}]}, "versions": ["1"], "files": [
                  1, ["filename", "uv-1.whl"], {"url": "b"}, {"filename": ["uv-1.whl"], "url": "c"},
                  {"url": "d/uv-1.whl", "hashes": {"sha256": "00", "filename": "uv-0.whl"}, "size": 1, "filename": "uv-1.whl"}]}
                """);

        assertThat(page.file("uv-1.whl")).contains(PAGE.resolve("d/uv-1.whl"));
        assertThat(page.file("uv-0.whl")).isEmpty();
        assertThat(page("{\"files\": 3}").file("uv-1.whl")).isEmpty();
        assertThat(page("{\"files\": [").file("uv-1.whl")).isEmpty();
    }

    /** No tree is made of all of it, which would take many times its room. */
    @Test
    void listInJsonIsReadAsFarAsTheFile() {
        SimplePage page = page("{\"files\": [{\"filename\": \"uv-1.whl\", \"url\": \"uv-1.whl\"}, {}, {}, {");

        assertThat(page.file("uv-1.whl")).contains(PAGE.resolve("uv-1.whl"));
    }

    @Test
    void whatIsNoAddressIsPassedOver() {
        assertThat(page("<a href=\"http://[x/uv-1.whl\">").file("uv-1.whl")).isEmpty();
        assertThat(page("{\"files\": [{\"filename\": \"uv-1.whl\", \"url\": \"a b\"}]}")
                        .file("uv-1.whl"))
                .isEmpty();
    }

    @Test
    @Timeout(30)
    void pageOfOpenTagsTakesItsLengthsTime() {
        assertThat(page("<a ".repeat(500_000)).file("uv-1.whl")).isEmpty();
    }

    @Test
    void otherTextHasNoFile() {
        assertThat(page("{").file("x")).isEmpty();
        assertThat(page("").file("x")).isEmpty();
    }

    @Test
    void aProjectsPageLiesBelowTheIndex() {
        assertThat(SimplePage.addressIn(URI.create("https://index.example.com/simple"), "uv"))
                .isEqualTo(PAGE);
        assertThat(SimplePage.addressIn(URI.create("https://index.example.com/simple/"), "uv"))
                .isEqualTo(PAGE);
    }

    private static SimplePage page(String text) {
        return new SimplePage(PAGE, text.getBytes(StandardCharsets.UTF_8));
    }
}
