package org.pyflinkimage.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.UnixPath;

/** What a container would find at a path. */
class ImageViewTest {

    @TempDir
    private Path folder;

    /** Layers are parted by {@code |}, members by {@code ;}; a file is named by its text. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            etc/a = 1                                          ~ /etc/a   ~ 1
            ./etc/a = 1                                        ~ /etc/a   ~ 1
            etc/;etc/a = 1;/                                   ~ /etc/a   ~ 1
            etc/a = 1 | etc/a = 2                              ~ /etc/a   ~ 2
            etc/a = 1;etc/a = 2                                ~ /etc/a   ~ 2
            etc/a = 1 | etc/                                   ~ /etc/a   ~ 1
            etc/a = 1 | etc/.wh.a                              ~ /etc/a   ~
            etc/a = 1 | .wh.etc                                ~ /etc/a   ~
            etc/a = 1 | .wh.etc | etc/a = 2                    ~ /etc/a   ~ 2
            etc/a = 1 | etc/.wh.a;etc/a = 2                    ~ /etc/a   ~ 2
            etc/a = 1 | etc/a = 2;etc/.wh.a                    ~ /etc/a   ~ 2
            etc/a = 1 | etc/b = 2;etc/.wh..wh..opq             ~ /etc/b   ~ 2
            etc/a = 1 | etc/b = 2;etc/.wh..wh..opq             ~ /etc/a   ~
            etc/a = 1 | etc/.wh..wh..opq                       ~ /etc/a   ~
            etcetera = 1;etc/a = 2 | .wh.etc                   ~ /etcetera ~ 1
            etc-b/a = 1;etc/a = 2 | .wh.etc                    ~ /etc-b/a ~ 1
            etc/a = 1 | .wh..wh.plnk;.wh..wh.aufs              ~ /etc/a   ~ 1
            etc/a = 1 | etc = 2                                ~ /etc/a   ~
            etc/a = 1 | etc = 2                                ~ /etc     ~ 2
            etc = 1 | etc/a = 2                                ~ /etc/a   ~ 2
            etc = 1 | etc/a = 2                                ~ /etc     ~
            etc/a = 1 | etc -> usr                             ~ /etc/a   ~
            etc/a = 1 | etc/a !                                ~ /etc/a   ~
            etc/a = 1 | etc/a/                                 ~ /etc/a   ~
            etc/a -> b;etc/b = 1                               ~ /etc/a   ~ 1
            etc/a -> ./b;etc/b = 1                             ~ /etc/a   ~ 1
            etc/a -> ../b;b = 1                                ~ /etc/a   ~ 1
            etc/a -> ../../../../b;b = 1                       ~ /etc/a   ~ 1
            etc/a -> /b;b = 1                                  ~ /etc/a   ~ 1
            etc/a -> //b/;b = 1                                ~ /etc/a   ~ 1
            bin -> usr/bin;usr/bin/a = 1                       ~ /bin/a   ~ 1
            l -> x/y;x/y/a = 1;x/b = 2;k -> l/../b             ~ /k       ~ 2
            etc/a -> b;etc/b -> a                              ~ /etc/a   ~
            etc/a -> a/b                                       ~ /etc/a   ~
            etc/a -> nowhere                                   ~ /etc/a   ~
            etc/a -> b | etc/b = 1                             ~ /etc/a   ~ 1
            etc/b = 1;etc/a => etc/b                           ~ /etc/a   ~ 1
            etc/b = 1;etc/a => ./etc/b                         ~ /etc/a   ~ 1
            etc/b = 1;etc/a => etc/b | etc/.wh.b               ~ /etc/a   ~ 1
            etc/b = 1;etc/a => etc/b | etc/b = 2               ~ /etc/a   ~ 1
            etc/b = 1 | etc/a => etc/b                         ~ /etc/a   ~ 1
            etc/b = 1;etc/c => etc/b;etc/a => etc/c            ~ /etc/a   ~ 1
            etc/a => etc/b                                     ~ /etc/a   ~
            etc/a => ../b                                      ~ /etc/a   ~
            etc/a => etc/a                                     ~ /etc/a   ~
            etc/                                               ~ /etc     ~
            etc/a = 1                                          ~ /        ~
            """)
    void filesAreThoseOfLayersOverEachOther(String layers, String path, @Nullable String text) throws IOException {
        assertThat(textAt(view(layers), path)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', nullValues = "none", textBlock = """
            etc/d/b;etc/d/a;etc/d/c/x;etc/e                    ~ /etc/d  ~ a b c
            etc/d/b;etc/d/a | etc/d/.wh.a;etc/d/0              ~ /etc/d  ~ 0 b
            etc/d -> e;etc/e/a                                 ~ /etc/d  ~ a
            etc/d/a;etc/d-x/b                                  ~ /etc/d  ~ a
            etc/d/a/x;etc/d/a/y/z;etc/d/a-b;etc/d/aa/x;etc/d/a!/x ~ /etc/d ~ a a! a-b aa
            etc/d/a/x;etc/d/ä/x;etc/d/b -> a;etc/da       ~ /etc/d  ~ a b ä
            d/a;d/b/c;e/f/g                                    ~ /       ~ d e
            etc/d/                                             ~ /etc/d  ~ ''
            usr/a                                              ~ /etc/d  ~ ''
            """)
    void folderIsListedByTheNameThatItIsAskedBy(String layers, String path, String names) throws IOException {
        List<String> expected = Stream.of(names.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(name -> (path.equals("/") ? "" : path) + "/" + name)
                .toList();

        assertThat(view(layers).list(UnixPath.of(path)))
                .extracting(UnixPath::value)
                .containsExactlyElementsOf(expected);
    }

    @Test
    void listedIsWhatItIsAtItsOwnPath() throws IOException {
        assertThat(view("d -> e;e/a = 1;e/b -> a;e/c/x;e/f !").in(UnixPath.of("/d")))
                .extracting(file -> file.path() + " " + file.kind())
                .containsExactly("/e/a FILE", "/e/b SYMBOLIC_LINK", "/e/c FOLDER", "/e/f SPECIAL");
        assertThat(view("d = 1").in(UnixPath.of("/d"))).isEmpty();
    }

    /** Each link has the whole folder in it again, and a list of the root all that is below it to pass over. */
    @Test
    void listCostsWhatItGives() throws IOException {
        ForeignLayer layer = new ForeignLayer();
        for (int i = 0; i < 30_000; i++) {
            layer.file("x/y/" + i, new byte[0]).member("l/%05d -> %s".formatted(i, i % 2 == 0 ? "/" : "/x/y"));
        }
        ImageView view = ImageView.of(
                List.of(LayerContent.of(Files.write(folder.resolve("layer"), layer.plain()))), Bounds.USUAL);

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (UnixPath link : view.list(UnixPath.of("/l"))) {
                assertThat(view.in(link).limit(2).count()).isEqualTo(2);
            }
        });
        assertThat(view.list(UnixPath.of("/x/y"))).hasSize(20_000);
    }

    @Test
    void severalFilesOfSeveralLayersAreReadTogether() throws IOException {
        ImageView view = view("a = 1;b = 2;c = 3 | b = 4;d -> a");

        SortedMap<UnixPath, byte[]> files =
                view.read(Stream.of("/a", "/b", "/d", "/e").map(UnixPath::of).toList());

        assertThat(files.keySet()).extracting(UnixPath::value).containsExactly("/a", "/b", "/d");
        assertThat(files.values())
                .extracting(content -> new String(content, StandardCharsets.UTF_8))
                .containsExactly("1", "4", "1");
    }

    @Test
    void fileIsCopiedAsItsUppermostLayerHasIt() throws IOException {
        ImageView view = view("a = 0;a = 1;b = 2;d -> b | b = 4;c => b", new Bounds(1 << 20, 1 << 20, 100, 0));

        assertThat(copied(view, "/a")).isEqualTo("1");
        assertThat(copied(view, "/d")).isEqualTo("4");
        assertThat(copied(view, "/c")).isEqualTo("4");
        assertThatThrownBy(() -> copied(view, "/none")).isInstanceOf(NoSuchFileException.class);
    }

    private String copied(ImageView view, String path) throws IOException {
        Path target = folder.resolve("copy");
        view.copy(Map.of(UnixPath.of(path), target));
        return Files.readString(target);
    }

    @Test
    void filesOfOneLayerAreCopiedTogether() throws IOException {
        ImageView view = view("a = 1;b = 2;d -> b;e -> b | c = 3");
        Map<UnixPath, Path> targets = new HashMap<>();
        for (String path : List.of("/a", "/b", "/c", "/d", "/e")) {
            targets.put(UnixPath.of(path), folder.resolve("copy" + path.substring(1)));
        }

        view.copy(targets);

        assertThat(targets)
                .allSatisfy((path, target) -> assertThat(target)
                        .hasContent(
                                switch (path.value()) {
                                    case "/a" -> "1";
                                    case "/c" -> "3";
                                    default -> "2";
                                }));
    }

    /** A tar may have a small file behind an enormous one of its name. */
    @Test
    void fileOfAnotherSizeThanTheOneThatCountsIsNotCopied() throws IOException {
        ImageView view = view("a = 12345678;a = 1");
        Path target = folder.resolve("copy");
        Files.write(folder.resolve("layer0"), ForeignLayer.of("a = 12345678").plain());

        view.copy(Map.of(UnixPath.of("/a"), target));

        assertThat(target).doesNotExist();
    }

    /** A layer is passed over as often as somebody asks for what is in it. */
    @Test
    void boundsHoldForEachReadingAndCopying() throws IOException {
        ImageView view = view("a = 1;b = 2;c = 3", new Bounds(1 << 20, 1 << 14, 3, 1));

        for (int i = 0; i < 3; i++) {
            assertThat(textAt(view, "/b")).isEqualTo("2");
            assertThat(copied(view, "/b")).isEqualTo("2");
        }
    }

    /** What listed it may have been another program. */
    @Test
    void layerThatIsNoneAnyMoreIsRefused() throws IOException {
        ImageView view = view("a = 1", new Bounds(1 << 20, 1 << 20, 2, 1));
        Files.write(
                folder.resolve("layer0"),
                ForeignLayer.of("a = 1", "b = 2", "c = 3").plain());

        assertThatThrownBy(() -> copied(view, "/a"))
                .hasMessageContaining("[PYF-338]")
                .hasMessageContaining("more than 2 members");
    }

    /** Another build may mend it at this moment: it is fetched again. */
    @Test
    void layerThatIsGoneIsNotTheImagesFault() throws IOException {
        ImageView view = view("a = 1");
        Files.delete(folder.resolve("layer0"));

        assertThatThrownBy(() -> view.read(List.of(UnixPath.of("/a"))))
                .isInstanceOfSatisfying(
                        DamagedFile.class, damaged -> assertThat(damaged.file()).isEqualTo(folder.resolve("layer0")));
    }

    /** Who reads many paths makes something of each, though all lead to one file. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            a = 123456;b = 1234                  ~ /a /b       ~
            a = 123456;b = 12345                 ~ /a /b       ~ more than 10 bytes
            a = 12345;b -> a                     ~ /a /b       ~
            a = 12345;b -> a                     ~ /a /a /b /b ~
            a = 12345;b -> a;c -> a              ~ /a /b /c    ~ more than 10 bytes
            a = 12345;b => a;c => a              ~ /a /b /c    ~ more than 10 bytes
            d/a = 12345;e -> d;f -> d            ~ /d/a /e/a /f/a ~ more than 10 bytes
            a = 12345 | b -> a | c -> a          ~ /b /c       ~
            a = 12345;b -> a;c -> a;d -> x       ~ /c /d       ~
            """)
    void fileIsTakenFromTheAllowanceForEachPath(String layers, String paths, @Nullable String refused)
            throws IOException {
        ImageView view = view(layers, new Bounds(1 << 20, 1 << 20, 100, 10));
        List<UnixPath> wanted =
                Stream.of(paths.split(" ", -1)).map(UnixPath::of).toList();

        if (refused == null) {
            assertThat(view.read(wanted)).isNotEmpty();
        } else {
            assertThatThrownBy(() -> view.read(wanted))
                    .hasMessageContaining("[PYF-338]")
                    .hasMessageContaining(refused);
        }
    }

    private static @Nullable String textAt(ImageView view, String path) {
        byte[] content = view.read(List.of(UnixPath.of(path))).get(UnixPath.of(path));
        return content == null ? null : new String(content, StandardCharsets.UTF_8);
    }

    private ImageView view(String layers) throws IOException {
        return view(layers, Bounds.USUAL);
    }

    private ImageView view(String layers, Bounds bounds) throws IOException {
        List<Path> blobs = new ArrayList<>();
        for (String layer : layers.split(" \\| ", -1)) {
            byte[] tar = ForeignLayer.of(layer.strip().split(";", -1)).plain();
            blobs.add(Files.write(folder.resolve("layer" + blobs.size()), tar));
        }
        return ImageView.of(blobs.stream().map(LayerContent::of).toList(), bounds);
    }
}
