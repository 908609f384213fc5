package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.Source;

class SourceTableTest {

    @Test
    void splitsAtTheFolderThatAllShare() {
        List<URI> addresses = List.of(
                URI.create("https://files.example.com/packages/0a/one.whl"),
                URI.create("https://files.example.com/packages/0b/two.whl"),
                URI.create("http://127.0.0.1:8080/three.whl"));

        SourceTable table = new SourceTable(Source.PYTHON, addresses);

        assertThat(table.sources())
                .containsEntry(Source.parse("python"), URI.create("https://files.example.com/packages/"))
                .containsEntry(Source.parse("python-2"), URI.create("http://127.0.0.1:8080/"))
                .hasSize(2);
        assertThat(addresses.stream().map(table::locate))
                .containsExactly(
                        new Location(Source.parse("python"), "0a/one.whl"),
                        new Location(Source.parse("python"), "0b/two.whl"),
                        new Location(Source.parse("python-2"), "three.whl"));
    }

    @Test
    void foldersOnDiskAreSourcesOfTheirOwn() {
        SourceTable table = new SourceTable(
                Source.PYTHON,
                List.of(URI.create("file:///project/wheels/one.whl"), URI.create("file:///elsewhere/two.whl")));

        assertThat(table.sources().values().stream().map(URI::getPath))
                .containsExactlyInAnyOrder("/project/wheels/", "/elsewhere/");
    }

    @Test
    void aLocationLeadsBackToItsAddress() {
        List<URI> addresses = List.of(
                URI.create("https://files.example.com/a/x%2By-1.whl?version=a/b"),
                URI.create("https://files.example.com/a/x:y.whl"),
                URI.create("file:///wheels/z.whl"));

        SourceTable table = new SourceTable(Source.PYTHON, addresses);

        assertThat(addresses).allSatisfy(address -> {
            Location location = table.locate(address);
            URI base = table.sources().get(location.source());
            assertThat(base.toString()).endsWith("/");
            assertThat(base.resolve(location.path())).isEqualTo(address);
        });
    }
}
