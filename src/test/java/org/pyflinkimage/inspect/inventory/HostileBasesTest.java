package org.pyflinkimage.inspect.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.image.Registry;
import org.pyflinkimage.inspect.Bounds;
import org.pyflinkimage.inspect.ForeignImage;
import org.pyflinkimage.inspect.ForeignLayer;
import org.pyflinkimage.inspect.ImageReader;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;

/** Images that are to cost whoever looks into them much, or to lead him astray. */
class HostileBasesTest {

    private static final String JAVA_HOME = "{\"Env\":[\"JAVA_HOME=/opt/java\"]}";

    @TempDir
    private Path folder;

    @AutoClose
    private final FakeRegistry registry = FakeRegistry.started();

    /** Whatever goes round or leads out has nothing in it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            opt/java -> java                                              | a loop of one
            opt/java -> jdk;opt/jdk -> java                               | of two
            opt/java -> ../../../../../..                                 | the root itself
            opt/java/bin -> ../bin;opt/bin -> java/bin                    | of folders
            opt/java/bin/java => ../../../etc/passwd;opt/java/release = JAVA_VERSION="17" | hard, to outside
            opt/java/bin/java => /etc/passwd;opt/java/release = JAVA_VERSION="17"         | hard, by an absolute path
            opt/java/bin/java !;opt/java/release = JAVA_VERSION="17"      | a device
            opt/java/bin/java;opt/java/release -> /proc/self/environ      | to what a kernel shows
            opt/java/bin/java;opt/java/release = JAVA_VERSION="x"         | no version
            opt/java/bin/java;opt/java/release/JAVA_VERSION               | a folder
            """)
    void linksThatLeadNowhereLeadNowhere(String files, String how) {
        JavaHomes java = read(layer(files), JAVA_HOME).java();

        assertThat(java.all()).as(how).isEmpty();
        assertThat(java.home()).as(how).isEmpty();
    }

    /** It is not even unpacked into memory: its size stands in the list. */
    @Test
    void releaseOfAHundredMegabytesIsPassedOver() {
        byte[] release = new byte[100 << 20];
        Arrays.fill(release, (byte) '\n');
        byte[] text = "JAVA_VERSION=\"17.0.1\"\n".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, release, 0, text.length);
        ForeignLayer layer = ForeignLayer.of(
                        "opt/java/bin/java", "opt/other/bin/java", "opt/other/release = JAVA_VERSION=\"11.0.2\"")
                .file("opt/java/release", release);

        JavaHomes java = read(layer, JAVA_HOME).java();

        assertThat(java.all()).extracting(JavaHome::toString).containsExactly("Java 11.0.2 (JRE) in /opt/other");
        assertThat(java.isThere()).isTrue();
    }

    @Test
    void filesThatAreSmallAloneAndLargeTogetherAreRefused() {
        ForeignLayer layer = new ForeignLayer();
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < 17; i++) {
            layer.member("opt/java%s/bin/java".formatted(i)).file("opt/java%s/release".formatted(i), megabyte);
        }

        assertThatThrownBy(() -> read(layer, "{}"))
                .hasMessageContaining("[PYF-338]")
                .hasMessageContaining("more than");
    }

    /** A layer of few bytes, as one name is nearly that of the next. */
    @Test
    void aMillionEntriesEndInTime() {
        byte[] layer = millionAndOne();

        assertTimeoutPreemptively(
                Duration.ofMinutes(3),
                () -> assertThatThrownBy(
                                () -> read(image().layer("application/vnd.oci.image.layer.v1.tar+gzip", layer), "{}"))
                        .hasMessageContaining("more than 1000000 members"));
    }

    /** Headers that differ in the digits of a name, and so in the sum of their bytes. */
    private static byte[] millionAndOne() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarArchiveEntry entry = new TarArchiveEntry("a/0000000");
        byte[] header = new byte[512];
        try (OutputStream tar = new GZIPOutputStream(bytes, 1 << 16)) {
            for (int i = 0; i <= 1_000_000; i++) {
                entry.setName("a/" + (1_000_000 + i));
                entry.writeEntryHeader(header);
                tar.write(header);
            }
            tar.write(new byte[1024]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Thirty thousand links to a folder of thirty thousand files have nine hundred million paths. */
    @Test
    void linksBelowFlinksFoldersAreNamesAlone() {
        ForeignLayer layer = ForeignLayer.of("opt/flink/lib -> /real", "real/flink-dist-1.20.0.jar", "real/more/a.jar");
        for (int i = 0; i < 30_000; i++) {
            layer.file("x/" + i, new byte[0]).member("real/a%s -> %s".formatted(i, i % 2 == 0 ? "/x" : "/"));
        }

        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            FlinkInstallation flink = read(layer, "{}").flinks().get(0);
            assertThat(flink.part("lib")).contains("a0").hasSizeLessThanOrEqualTo(20_000);
        });
    }

    @Test
    void foldersOfFlinkMayBeLinks() {
        FlinkInstallation flink = read(
                        layer(
                                "opt/flink -> /srv/flink;srv/flink/lib -> /real;real/flink-dist-1.20.0.jar;real/more/a.jar"
                                        + ";real/link -> more;srv/flink/plugins -> ../plugins;srv/plugins/p/p.jar"),
                        "{}")
                .flinks()
                .get(0);

        assertThat(flink).hasToString("Flink 1.20.0 in /srv/flink");
        assertThat(flink.part("lib")).containsExactly("flink-dist-1.20.0.jar", "link", "more/a.jar");
        assertThat(flink.part("plugins")).containsExactly("p/p.jar");
    }

    /** What is one file or folder is read once, or by few, by however many links it is had. */
    @Test
    void manyLinksToOneLargeFileOrFolderCostLittle() {
        byte[] release = ("JAVA_VERSION=\"17.0.1\"\n" + "A=\"a\"\n".repeat(5_000)).getBytes(StandardCharsets.UTF_8);
        byte[] status = "Package: a\nVersion: 1\n\n".repeat(40_000).getBytes(StandardCharsets.UTF_8);
        ForeignLayer layer = new ForeignLayer().file("release", release).file("status", status);
        for (int i = 0; i < 5_000; i++) {
            layer.file("jvm/%s/bin/java".formatted(i), new byte[0])
                    .member("jvm/%s/release -> /release".formatted(i))
                    .member("var/lib/dpkg/status.d/%s -> /status".formatted(i))
                    .file("opt/%s/bin/python3.9".formatted(i), new byte[0])
                    .member("opt/%s/lib/python3.9/site-packages -> /packages".formatted(i))
                    .file("packages/p%s-1.0.dist-info/METADATA".formatted(i), new byte[0]);
        }

        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            Inventory inventory = read(layer, "{}");
            assertThat(inventory.java().all()).hasSize(200);
            assertThat(inventory.packages()).hasSize(40_000);
            assertThat(inventory.python().all())
                    .hasSize(100)
                    .allSatisfy(home -> assertThat(home.distributions()).hasSize(5_000));
        });
    }

    @Test
    void namesThatAreNoUtf8AreNames() {
        Supplier<ForeignLayer> layer = () -> new ForeignLayer()
                .name(new byte[] {
                    'o', 'p', 't', '/', 'j', (byte) 0xff, (byte) 0xfe, '/', 'b', 'i', 'n', '/', 'j', 'a', 'v', 'a'
                })
                .file("x", new byte[1])
                .member("opt/java/bin/java")
                .member("opt/java/release = JAVA_VERSION=\"17\"");

        assertThat(read(layer.get(), JAVA_HOME).java().all()).hasSize(1);
        assertThat(read(layer.get(), JAVA_HOME).java().all()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"Env":"PATH=/bin","Entrypoint":{},"Labels":[],"ExposedPorts":7,"User":[1]}
            {"Env":[1,null,"=","PATH=:::relative:/a\\u0000b","JAVA_HOME=/a\\u0000","FLINK_HOME=../.."]}
            {"Env":null,"Cmd":null}
            []
            """)
    void configurationOfAnotherFormSaysNothing(String configuration) {
        Inventory inventory = read(layer("etc/os-release = ID=debian"), configuration);

        assertThat(inventory.system().id()).isEqualTo("debian");
        assertThat(inventory.configuration().entrypoint()).isEmpty();
        assertThat(inventory.java().home()).isEmpty();
        assertThat(inventory.flinks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            etc/passwd = root:x:99999999999:0;etc/os-release = =\\n"\\nID="
            var/lib/dpkg/status = Package: a;var/lib/dpkg/status.d = x
            usr/bin/python3.999;usr/bin/python3.;usr/bin/python3.1x
            usr/bin/python3.9/a
            opt/flink/lib/flink-dist-.jar
            """)
    void filesOfAnotherFormSayNothing(String files) {
        Inventory inventory = read(layer(files.replace("\\n", "\n")), "{}");

        assertThat(inventory.users()).isEmpty();
        assertThat(inventory.python().all()).isEmpty();
        assertThat(inventory.flinks()).noneMatch(FlinkInstallation::hasDistribution);
    }

    private static ForeignLayer layer(String files) {
        return ForeignLayer.of(files.strip().split(";", -1));
    }

    private Inventory read(ForeignLayer layer, String configuration) {
        return read(image().layer(layer, "gzip"), configuration);
    }

    private ForeignImage image() {
        return ForeignImage.oci(registry, "team/hostile");
    }

    private Inventory read(ForeignImage image, String configuration) {
        ImageReference reference = image.configured(configuration).tagged("1", "amd64");
        KeptLog log = new KeptLog();
        Registry registries = new Registry(host -> Optional.empty(), false, new Environment(Map.of(), folder), log);
        return new ImageReader(registries, new FileArtifactStore(folder.resolve("store")), Bounds.USUAL, log)
                .read(reference, Platform.LINUX_AMD64, found -> Inventory.of(found, List.of("bash")));
    }
}
