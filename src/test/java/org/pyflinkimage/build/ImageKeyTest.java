package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.debian.DebBuilder;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.ReleaseDates;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ExtraDirectoryText;
import org.pyflinkimage.spec.ExtraDirectoryText.PermissionText;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PlaceText;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Each part of the key counts: an image that would be laid out differently has another one. */
class ImageKeyTest {

    private static final Sha256 CODE = Sha256.of("this plugin");

    @TempDir
    private Path folder;

    private TinyImage tiny;
    private ImageKey known;

    @BeforeEach
    void keyOfTheImage() throws IOException {
        tiny = new TinyImage(folder);
        known = key(tiny.planned());
    }

    @Test
    void sameImageHasTheSameKey() {
        assertThat(key(tiny.planned())).isEqualTo(known);
    }

    @Test
    void otherBuildOfThePluginCounts() {
        assertThat(ImageKey.of(tiny.planned(), Sha256.of("another"), "", files(tiny.planned()), List.of()))
                .isNotEqualTo(known);
    }

    @Test
    void compressionCounts() {
        ImageSpec spec = TinyImage.spec(tiny.declaration().with(Element.COMPRESSION, List.of("zstd")));

        assertThat(key(tiny.planned(spec))).isNotEqualTo(known);
    }

    @Test
    void templatesCount() {
        assertThat(ImageKey.of(tiny.planned(), CODE, "entrypoint.ftl", files(tiny.planned()), List.of()))
                .isNotEqualTo(known);
    }

    @Test
    void entrypointOfTheBaseCounts() {
        ImageKey own = upon(List.of(), List.of(), "flink");
        ImageKey base = upon(List.of("base"), List.of(), "flink");

        assertThat(base).isNotEqualTo(own);
        assertThat(upon(List.of("base"), List.of("jobmanager"), "flink")).isNotEqualTo(base);
        assertThat(upon(List.of("base"), List.of(), "root")).isNotEqualTo(base);
        assertThat(upon(List.of("/usr/bin/env"), List.of(), "flink")).isNotEqualTo(own);
    }

    /** The key of an image upon a base. */
    private ImageKey upon(List<String> entrypoint, List<String> command, String user) {
        PlannedImage planned = tiny.planned(running(entrypoint, command, user));
        SystemVersions system = planned.plan().system();
        LockedBase locked = new LockedBase(
                ImageReference.of("registry.example.com/base:1"), Sha256.of("base"), 1, UnixPath.of("/opt/java"));
        Plan plan = new Plan(
                planned.plan().combination(),
                planned.plan().declaration(),
                planned.plan().created(),
                new SystemVersions(
                        system.suite(), system.glibc(), system.python(), system.releases(), Optional.of(locked)),
                planned.plan().contents());
        return key(new PlannedImage(planned.spec(), plan, planned.lock()));
    }

    private ImageSpec running(List<String> entrypoint, List<String> command, String user) {
        return TinyImage.spec(tiny.declaration()
                .with(Element.BASE, List.of("registry.example.com/base:1"))
                .withExactly(Element.ENTRYPOINT, entrypoint)
                .withExactly(Element.COMMAND, command)
                .with(Element.USER, List.of(user)));
    }

    @Nested
    class OfThePlan {

        @Test
        void datesOfArchivesDoNotCount() {
            PlannedImage image = tiny.planned();
            ReleaseDates dates = new ReleaseDates(new TreeMap<>(Map.of("bookworm", Instant.EPOCH)));

            assertThat(key(new PlannedImage(image.spec(), image.plan().dated(dates), image.lock())))
                    .isEqualTo(known);
        }

        @Test
        void everyArtifactCounts() throws IOException {
            tiny.add(DebBuilder.named("more"));

            assertThat(key(tiny.planned())).isNotEqualTo(known);
        }

        @Test
        void dateOfCreationCounts() {
            PlannedImage image = tiny.planned();

            assertThat(key(new PlannedImage(image.spec(), image.plan().createdAt(Instant.EPOCH), image.lock())))
                    .isNotEqualTo(known);
        }

        @Test
        void combinationCounts() {
            assertThat(key(declared(declaration -> declaration.with(Element.JAVA, List.of("21")))))
                    .isNotEqualTo(known);
        }
    }

    @Nested
    class OfTheDeclaration {

        @Test
        void flinkConfigurationCountsWithKeysAndValues() {
            assertThat(key(configured("a", "b"))).isNotEqualTo(known);
            assertThat(key(configured("a", "b"))).isNotEqualTo(key(configured("a", "c")));
            assertThat(key(configured("a", "b"))).isNotEqualTo(key(configured("c", "b")));
        }

        @Test
        void onePartDoesNotPassForAnother() {
            assertThat(key(configured("a", "bc"))).isNotEqualTo(key(configured("ab", "c")));
            assertThat(key(configured("a", "b", "c", "d"))).isNotEqualTo(key(configured("a", "b1 c1 d")));
        }

        @Test
        void levelsAndLayoutOfLogsCount() {
            assertThat(key(declared(declaration -> declaration.withLog4j(List.of(new Setting("root", "DEBUG"))))))
                    .isNotEqualTo(known);
            assertThat(key(declared(declaration -> declaration.with(Element.LOG4J_LAYOUT, List.of("json")))))
                    .isNotEqualTo(known);
        }

        @Test
        void foldersThatTheImageGetsCount() {
            assertThat(key(declared(declaration -> declaration.with(Element.VOLUMES, List.of("/data")))))
                    .isNotEqualTo(known);
            assertThat(key(declared(declaration -> declaration.with(Element.WORKING_DIRECTORY, List.of("/data")))))
                    .isNotEqualTo(known);
        }

        @Test
        void whatIsInNoFileDoesNotCount() {
            assertThat(key(declared(declaration -> declaration
                            .with(Element.TAGS, List.of("2"))
                            .with(Element.USER, List.of("root"))
                            .with(Element.PORTS, List.of("9249"))
                            .withExactly(Element.ENTRYPOINT, List.of("/bin/true"))
                            .withExactly(Element.COMMAND, List.of("x"))
                            .withLabels(List.of(new Setting("a", "b")))
                            .withAnnotations(List.of(new Setting("a", "b")))
                            .withEnvironment(List.of(new Setting("A", "b"))))))
                    .isEqualTo(known);
        }

        /** What is imported from there is warned of where it is missing, and that is remembered too. */
        @Test
        void whereModulesAreLookedForCounts() throws IOException {
            Files.createDirectory(folder.resolve("job/libs"));
            Files.writeString(folder.resolve("job/libs/a.py"), "");
            ImageKey plain = key(tiny.planned());
            ImageKey extended = key(declared(
                    declaration -> declaration.withEnvironment(List.of(new Setting("PYTHONPATH", "/opt/own")))));
            ImageKey attached = key(declared(declaration -> declaration.with(Element.FILES, List.of("libs"))));

            assertThat(List.of(plain, extended, attached)).doesNotHaveDuplicates();
        }

        @Test
        void moduleIsNoScriptOfItsName() {
            assertThat(key(declared(declaration ->
                            declaration.with(Element.ENTRY, List.of()).with(Element.MODULE, List.of("main")))))
                    .isNotEqualTo(known);
        }

        @Test
        void jarsCountOneByOne() throws IOException {
            for (String name : List.of("a.jar", "b.jar")) {
                try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("job/" + name)))) {
                    zip.putNextEntry(new ZipEntry("A.class"));
                }
            }
            assertThat(List.of(
                            key(tiny.planned()),
                            key(declared(declaration -> declaration.with(Element.JARS, List.of("a.jar")))),
                            key(declared(declaration -> declaration.with(Element.JARS, List.of("a.jar", "b.jar"))))))
                    .doesNotHaveDuplicates();
        }

        /** A remembered warning may say how to write them. */
        @Test
        void patternsForFilesCount() throws IOException {
            Files.writeString(folder.resolve("job/other.py"), "");
            ImageKey one = key(declared(declaration -> declaration.with(Element.EXCLUDES, List.of("other.py"))));

            assertThat(key(declared(declaration -> declaration.with(Element.EXCLUDES, List.of("other.*")))))
                    .isNotEqualTo(one);
        }

        @Test
        void placesOfConnectorsCount() {
            assertThat(List.of(known, key(placed("opt")), key(placed("usrlib"))))
                    .doesNotHaveDuplicates();
        }

        private PlannedImage placed(String place) {
            return declared(
                    declaration -> declaration.withPlaces(List.of(new PlaceText("org.example:connector:1.0", place))));
        }

        @Test
        void packagesThatNeedNotBeThereCount() {
            PlannedImage image = tiny.planned();
            assertThat(ImageKey.of(image, CODE, "", files(image), List.of("numpy")))
                    .isNotEqualTo(known);
        }
    }

    @Nested
    class OfTheJob {

        @Test
        void entryCounts() throws IOException {
            Files.writeString(folder.resolve("job/other.py"), "");
            ImageKey withOther = key(tiny.planned());

            assertThat(key(declared(declaration -> declaration.with(Element.ENTRY, List.of("other.py")))))
                    .isNotEqualTo(withOther);
        }

        @Test
        void filesCount() throws IOException {
            Files.writeString(folder.resolve("job/other.py"), "");

            assertThat(key(tiny.planned())).isNotEqualTo(known);
        }

        @Test
        void contentCounts() throws IOException {
            Files.writeString(folder.resolve("job/main.py"), "print('b job')\n");

            assertThat(key(tiny.planned())).isNotEqualTo(known);
        }

        @Test
        void pathAndModeCount() {
            ImageKey key = keyOf(file("/opt/flink/usrlib/a.py", 0644));

            assertThat(keyOf(file("/opt/flink/usrlib/a.py", 0755))).isNotEqualTo(key);
            assertThat(keyOf(file("/opt/flink/usrlib/b.py", 0644))).isNotEqualTo(key);
            assertThat(keyOf(file("/opt/flink/usrlib/a.py", 0644))).isEqualTo(key);
        }

        @Test
        void targetsOfLinksCount() {
            FileTree one = file("/opt/flink/usrlib/a.py", 0644);
            FileTree other = file("/opt/flink/usrlib/a.py", 0644);
            Origin job = new Origin(LayerKind.JOB, "job");
            one.add(job, UnixPath.of("/opt/flink/usrlib/b"), FileNode.link("a.py"));
            other.add(job, UnixPath.of("/opt/flink/usrlib/b"), FileNode.link("."));

            assertThat(keyOf(one)).isNotEqualTo(keyOf(other));
        }

        @Test
        void noJobHasAKeyToo() {
            PlannedImage without = tiny.planned(TinyImage.spec(new Declaration(folder)
                    .with(Element.FLINK, List.of("2.2.1"))
                    .with(Element.CONNECTORS, List.of("org.example:connector:1.0"))
                    .withFlinkConfig(List.of(new Setting("parallelism.default", "2")))));

            assertThat(without.spec().job()).isEmpty();
            assertThat(key(without)).isNotEqualTo(known);
        }

        /** Bytes, place, permissions and owner of extra files, and the permissions of their folders. */
        @Test
        void extraFilesCount() throws IOException {
            Files.createDirectories(folder.resolve("etc"));
            Files.writeString(folder.resolve("etc/a.conf"), "a");
            ImageKey one = key(withExtra("/etc/x", "", "644", "0:0"));

            assertThat(one).isNotEqualTo(known).isEqualTo(key(withExtra("/etc/x", "", "644", "0:0")));
            assertThat(key(withExtra("/etc/y", "", "644", "0:0"))).isNotEqualTo(one);
            assertThat(key(withExtra("/etc/x", "/etc/x/a.conf", "600", "0:0"))).isNotEqualTo(one);
            assertThat(key(withExtra("/etc/x", "/etc/x/", "700", "0:0"))).isNotEqualTo(one);
            assertThat(key(withExtra("/etc/x", "", "644", "0:5"))).isNotEqualTo(one);
            Files.writeString(folder.resolve("etc/a.conf"), "b");
            assertThat(key(withExtra("/etc/x", "", "644", "0:0"))).isNotEqualTo(one);
        }

        private PlannedImage withExtra(String into, String pattern, String mode, String owner) {
            List<PermissionText> permissions =
                    pattern.isEmpty() ? List.of() : List.of(new PermissionText(pattern, mode));
            return declared(declaration -> declaration.withExtraDirectories(List.of(
                    new ExtraDirectoryText("etc", into, List.of(), List.of(), permissions, Optional.of(owner)))));
        }

        private ImageKey keyOf(FileTree job) {
            return ImageKey.of(tiny.planned(), CODE, "", new ImageKey.OwnFiles(job, new FileTree()), List.of());
        }

        private FileTree file(String path, int mode) {
            FileTree tree = new FileTree();
            tree.add(
                    new Origin(LayerKind.JOB, "job"),
                    UnixPath.of(path),
                    new RegularFile(mode, Owner.ROOT, Content.of("x")));
            return tree;
        }
    }

    private PlannedImage configured(String... keysAndValues) {
        List<Setting> settings = new ArrayList<>();
        for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
            settings.add(new Setting(keysAndValues[i], keysAndValues[i + 1]));
        }
        return declared(declaration -> declaration.withFlinkConfig(settings));
    }

    private PlannedImage declared(UnaryOperator<Declaration> more) {
        return tiny.planned(TinyImage.spec(more.apply(tiny.declaration())));
    }

    private ImageKey key(PlannedImage image) {
        return ImageKey.of(image, CODE, "", files(image), List.of());
    }

    private static ImageKey.OwnFiles files(PlannedImage image) {
        return ImageKey.OwnFiles.of(image.spec());
    }
}
