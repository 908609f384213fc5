package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.spec.PlaceText;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.UnixPath;

/** Jars of connectors that say where they lie. */
class PlaceLayoutTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"lib", "opt", "usrlib", "plugins/example"})
    void jarLiesThereAloneAndInTheConnectorsLayer(String place) throws IOException {
        TinyImage tiny = new TinyImage(folder);
        FileTree tree = PartLayoutTest.treeOf(
                tiny,
                TinyImage.spec(
                        tiny.declaration().withPlaces(List.of(new PlaceText("org.example:connector:1.0", place)))),
                tiny.plan());

        assertThat(tree.find(UnixPath.of("/opt/flink/%s/connector-1.0.jar".formatted(place))))
                .hasValueSatisfying(entry -> assertThat(entry.origin().kind()).isEqualTo(LayerKind.CONNECTORS));
        assertThat(tree.entriesBelow(UnixPath.of("/opt/flink")))
                .filteredOn(entry -> entry.path().name().equals("connector-1.0.jar"))
                .hasSize(1);
    }
}
