package org.pyflinkimage.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.MemoryFolder;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.debian.DebBuilder;

/**
 * Packages that are locked as they are, and hostile: each is refused, or takes its own place in the image, and nothing of what others
 * bring is changed by it.
 */
@Tag("attack")
class HostilePackagesTest {

    @RegisterExtension
    static final Tries TRIES = Tries.of(Kind.HOSTILE_PACKAGES);

    /** Tables of what is installed name every package. */
    private static final Pattern TABLES = Pattern.compile("var/lib/dpkg/.*");

    private static final Pattern DEVICE = Pattern.compile("[346] .*");

    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    private int number;
    private List<String> warnings = List.of();

    /** Makes an image with a package in it. */
    @FunctionalInterface
    private interface Adding {
        void to(TinyImage tiny) throws IOException;
    }

    @Test
    void packageOfTheOperatingSystemTakesItsOwnPlace() throws IOException {
        attack(HostileDebs.all(), bytes -> tiny -> tiny.add(DebBuilder.named(HostileDebs.NAME), bytes));
    }

    @Test
    void wheelTakesItsOwnPlace() throws IOException {
        attack(
                HostileWheels.all(folder.resolve("wheels")),
                bytes -> tiny -> tiny.addWheel(HostileWheels.FILE_NAME, bytes));
    }

    private void attack(Map<String, byte[]> packages, Function<byte[], Adding> adding) throws IOException {
        SortedMap<String, String> plain = build(tiny -> {});
        List<Map.Entry<String, byte[]>> selected = Tries.selected(new ArrayList<>(packages.entrySet()), 24);
        SoftAssertions all = new SoftAssertions();
        for (Map.Entry<String, byte[]> hostile : selected) {
            List<SortedMap<String, String>> laid = new ArrayList<>();
            all.assertThatCode(() -> TRIES.attempt(
                            hostile.getKey(),
                            () -> laid.add(build(adding.apply(hostile.getValue()))),
                            () -> assertThatOthersAreAsBefore(plain, laid.get(0))))
                    .doesNotThrowAnyException();
        }
        all.assertAll();
    }

    /** Of two distributions that bring one file pip lets the later one win; that is so here too, but said. */
    private void assertThatOthersAreAsBefore(SortedMap<String, String> plain, SortedMap<String, String> laid) {
        plain.forEach((path, file) -> {
            boolean said = path.contains("/site-packages/") && warnings.contains("warn PYF-456");
            if (!TABLES.matcher(path).matches() && !said) {
                assertThat(laid.get(path)).as(path).isEqualTo(file);
            }
        });
        laid.forEach((path, file) -> {
            assertThat(path).doesNotStartWith("/").doesNotContain("../", "\n", "\0", "\u001b");
            assertThat(file).doesNotMatch(DEVICE);
        });
    }

    private SortedMap<String, String> build(Adding adding) throws IOException {
        Path project = Files.createDirectories(folder.resolve("project" + number++));
        TinyImage tiny = new TinyImage(project);
        adding.to(tiny);
        tiny.build(tiny.request(TinyImage.spec(tiny.declaration())));
        warnings =
                tiny.log.lines.stream().filter(line -> line.startsWith("warn ")).toList();
        Path archive = Results.filesBelow(tiny.results()).stream()
                .filter(file -> file.toString().endsWith("image-oci.tar"))
                .findFirst()
                .orElseThrow();
        SortedMap<String, String> laid = LaidImage.read(archive);
        Results.delete(project);
        return laid;
    }
}
