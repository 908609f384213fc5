package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.Golden;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.build.layout.ImageLayout.LaidOut;
import org.pyflinkimage.debian.DebBuilder;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.WheelBuilder;
import org.pyflinkimage.spec.DeclaredBase;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.spec.Invocations;
import org.pyflinkimage.template.ImageFiles;
import org.pyflinkimage.template.Templates;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class ImageLayoutTest {

    @TempDir
    private Path folder;

    private TinyImage tiny;

    @BeforeEach
    void image() throws IOException {
        tiny = new TinyImage(folder);
    }

    @Test
    void everythingHasItsPlaceModeOwnerAndLayer() {
        String tree = layOut().tree().entries().stream()
                .map(ImageLayoutTest::describe)
                .collect(Collectors.joining());

        Golden.assertMatches("build/layout/tree.txt", tree);
    }

    @Test
    void configurationIsThatOfTheDeclaration() throws IOException {
        FileTree tree = layOut().tree();

        assertThat(textOf(tree, "/opt/flink/conf/config.yaml")).contains("parallelism.default: 2");
        assertThat(textOf(tree, "/opt/flink/usrlib/main.py")).isEqualTo("print('a job')\n");
        assertThat(textOf(tree, "/opt/flink/lib/connector-1.0.jar")).isEqualTo("a connector");
    }

    @Test
    void imageWithAllThatItNeedsIsUnwarned() {
        LaidOut laidOut = layOut();

        assertThat(laidOut.warnings()).isEmpty();
    }

    @Test
    void whatADistributionLacksIsRefusedUnlessItIsDispensable() {
        tiny.add(new WheelBuilder("lonely", "1.0").file("lonely-1.0.dist-info/METADATA", """
                                Metadata-Version: 2.1
                                Name: lonely
                                Version: 1.0
                                Requires-Dist: friends
                                Requires-Dist: enemies; python_version < '3'
                                """));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(this::layOut)
                .withMessageContainingAll(
                        "[PYF-470] `lonely 1.0` requires `friends`, which is not installed",
                        "`exclude-dependencies = [\"friends\"]`")
                .satisfies(failure -> assertThat(failure.problems()).hasSize(1));

        LaidOut laidOut = layOut("friends"::equals);
        assertThat(laidOut.warnings()).extracting(Problem::code).containsExactly("PYF-470");
    }

    /** Flink's scripts put every jar of that folder on the class path. */
    @Test
    void jarsOfTheJobAreOnFlinksClassPath() throws IOException {
        Files.write(
                folder.resolve("job/own.jar"),
                new JarBytes().with(ClassFile.named("a/A")).bytes());

        FileTree tree = layOut(TinyImage.spec(tiny.declaration().with(Element.JARS, List.of("own.jar"))), tiny.plan())
                .tree();

        assertThat(tree.find(UnixPath.of("/opt/flink/lib/own.jar"))
                        .orElseThrow()
                        .node())
                .isEqualTo(FileNode.link("/opt/flink/usrlib/own.jar"));
        assertThat(tree.follow(UnixPath.of("/opt/flink/lib/own.jar"))).isPresent();
    }

    @Test
    void importThatNothingBringsIsWarnedOfAndOneThatPythonHasInsideIsNot() throws IOException {
        String library = "./usr/lib/python3.11/";
        tiny.add(DebBuilder.named("libpython3.11-stdlib")
                .file(library + "os.py", "", 0644)
                .file(library + "collections/__init__.py", "", 0644)
                .file(library + "lib-dynload/_json.so", "", 0644));
        Files.writeString(folder.resolve("job/main.py"), "import os, sys\nimport nowhere\n");

        assertThat(layOut().warnings())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText()).contains("[PYF-266] `main.py` imports `nowhere`"));
    }

    @Test
    void distributionsThatWriteTheSameFileAreWarnedOf() {
        tiny.add(new WheelBuilder("one", "1.0").file("shared.py", "one = 1\n"))
                .add(new WheelBuilder("two", "1.0").file("shared.py", "two = 2\n"));

        assertThat(layOut().warnings()).extracting(Problem::code).containsExactly("PYF-456");
    }

    @Nested
    class UponABase {

        private static final UnixPath PYTHON = UnixPath.of("/usr/local/bin/python3");
        private static final UnixPath PACKAGES =
                UnixPath.of("/usr/local/lib/python3.11/dist-packages/pyflink-image.pth");
        private static final UnixPath SETTINGS = UnixPath.of("/opt/flink/conf/config.yaml");

        private final SortedMap<UnixPath, FileNode> base = new TreeMap<>();

        @BeforeEach
        void files() {
            put(UnixPath.of("/etc/passwd"), FileNode.file("root:x:0:0:root:/root:/bin/bash\n"));
            put(UnixPath.of("/etc/group"), FileNode.file("root:x:0:\n"));
            put(UnixPath.of("/var/lib/dpkg/status"), FileNode.file(""));
        }

        private void put(UnixPath path, FileNode node) {
            for (UnixPath above = path.parent(); !above.isRoot(); above = above.parent()) {
                base.putIfAbsent(above, FileNode.directory());
            }
            base.put(path, node);
        }

        @Test
        void packagesAreAddedToThoseThatDpkgKnows() throws IOException {
            FileTree tree = layOut(image(), false);

            assertThat(textOf(tree, "/usr/bin/mawk")).isEqualTo("mawk");
            assertThat(textOf(tree, "/var/lib/dpkg/status")).contains("Package: mawk");
            assertThat(textOf(tree, "/etc/passwd")).startsWith("root:").contains("\nflink:x:9999:");
        }

        @Test
        void namesOfPythonThatAreTakenStayTheBases() {
            put(PYTHON, FileNode.file("of the base"));
            put(PACKAGES, FileNode.file("of the base"));

            FileTree tree = layOut(image(), false);

            for (UnixPath taken : List.of(PYTHON, PACKAGES)) {
                assertThat(tree.find(taken).orElseThrow().node()).isEqualTo(base.get(taken));
            }
            assertThat(tree.find(UnixPath.of("/usr/local/bin/python"))).isPresent();
        }

        /** Nothing is added to the packages of the Python itself. */
        @Test
        void environmentLeadsToTheBasesOwnPython() throws IOException {
            put(UnixPath.of("/srv/python/bin/python3.11"), FileNode.file("of the base"));

            FileTree tree = layOut(image(), false, Optional.of(UnixPath.of("/srv/python/bin/python3.11")));

            assertThat(tree.follow(UnixPath.of("/opt/venv/bin/python")))
                    .get()
                    .satisfies(entry -> assertThat(entry.path()).hasToString("/srv/python/bin/python3.11"));
            assertThat(textOf(tree, "/opt/venv/pyvenv.cfg"))
                    .contains("home = /srv/python/bin\n", "executable = /srv/python/bin/python3.11\n");
            assertThat(tree.find(PACKAGES)).isEmpty();
            assertThat(tree.find(UnixPath.of("/opt/python"))).isEmpty();
        }

        /** One that came upon the base has what the suite's has in every image. */
        @Test
        void packagedPythonGetsTheEnvironmentsPackages() throws IOException {
            tiny.add(DebBuilder.named("python3.11").file("./usr/share/doc/python3.11/copyright", "", 0644));

            FileTree tree = layOut(image(), false, Optional.of(UnixPath.of("/usr/bin/python3.11")));

            assertThat(textOf(tree, PACKAGES.value())).contains("/opt/venv/lib/python3.11/site-packages");
            assertThat(tree.follow(UnixPath.of("/opt/venv/bin/python")))
                    .get()
                    .satisfies(entry -> assertThat(entry.path()).hasToString("/usr/bin/python3.11"));
        }

        /** A package of it among others does not make it the suite's. */
        @Test
        void pythonOfTheBaseThatIsRenewedGetsNothing() throws IOException {
            put(UnixPath.of("/usr/bin/python3.11"), FileNode.file("of the base"));
            tiny.add(DebBuilder.named("python3.11").file("./usr/share/doc/python3.11/copyright", "", 0644));

            FileTree tree = layOut(image(), false, Optional.of(UnixPath.of("/usr/bin/python3.11")));

            assertThat(tree.find(PACKAGES)).isEmpty();
        }

        /** It adds to the configuration, and runs as Flink's user. */
        @Test
        void entrypointOfTheBaseMayWriteToTheConfiguration() {
            FileTree tree = layOut(Invocations.running(image(), Invocation.ofBase(List.of())), false);

            Owner flink = new Owner(9999, 9999);
            assertThat(tree.find(SETTINGS.parent()).orElseThrow().node()).isEqualTo(new Directory(0755, flink));
            assertThat(tree.find(SETTINGS).orElseThrow().node())
                    .extracting(FileNode::mode, FileNode::owner)
                    .containsExactly(0644, flink);
        }

        /** It may do there what it could, but run nothing of it. */
        @Test
        void entrypointOfAFlinkMayWriteToWhatThatLetItWriteTo() {
            Owner owner = new Owner(5, 6);
            put(SETTINGS, new RegularFile(0630, owner, Content.of("rest.port: 8081\n")));

            FileTree tree = layOut(Invocations.running(image(), Invocation.ofBase(List.of())), true);

            assertThat(tree.find(SETTINGS).orElseThrow().node())
                    .extracting(FileNode::mode, FileNode::owner)
                    .containsExactly(0664, owner);
        }

        private ImageSpec image() {
            ImageSpec plain = TinyImage.spec(tiny.declaration());
            DeclaredBase declared =
                    new DeclaredBase(ImageReference.of("registry.example.com/base:1"), DeclaredBase.Use.LAYERS);
            return plain.with(plain.contents().withBase(declared));
        }

        private FileTree layOut(ImageSpec spec, boolean hasFlink) {
            return layOut(spec, hasFlink, Optional.empty());
        }

        private FileTree layOut(ImageSpec spec, boolean hasFlink, Optional<UnixPath> python) {
            Plan plan = tiny.plan();
            SystemVersions system = plan.system();
            LockedBase locked = new LockedBase(
                    spec.layeredBase().orElseThrow(), Sha256.of(""), 1, UnixPath.of("/opt/java"), python);
            SystemVersions upon = new SystemVersions(
                    system.suite(), system.glibc(), system.python(), system.releases(), Optional.of(locked));
            Foundation foundation = new Foundation(
                    FileTree.over(base.entrySet().stream()
                            .map(file -> new FileTree.Entry(
                                    file.getKey(), file.getValue(), new Origin(LayerKind.BASE, "base")))
                            .toList()),
                    hasFlink);
            return ImageLayoutTest.this
                    .layOut(
                            spec,
                            new Plan(plan.combination(), plan.declaration(), plan.created(), upon, plan.contents()),
                            foundation,
                            name -> false)
                    .tree();
        }
    }

    private LaidOut layOut() {
        return layOut(name -> false);
    }

    private LaidOut layOut(Predicate<String> dispensable) {
        return layOut(TinyImage.spec(tiny.declaration()), tiny.plan(), Foundation.none(), dispensable);
    }

    private LaidOut layOut(ImageSpec spec, Plan plan) {
        return layOut(spec, plan, Foundation.none(), name -> false);
    }

    private LaidOut layOut(ImageSpec spec, Plan plan, Foundation foundation, Predicate<String> dispensable) {
        PreparedFiles prepared = new Preparation(tiny.store(), tiny.log)
                .prepare(plan.artifacts().stream()
                        .collect(Collectors.toMap(
                                artifact -> artifact,
                                artifact -> tiny.store()
                                        .find(artifact.sha256(), artifact.size())
                                        .orElseThrow())));
        return new ImageLayout(spec, plan, prepared, foundation, dispensable)
                .layOut(new ImageFiles(new Templates(Optional.empty())));
    }

    private static String describe(FileTree.Entry entry) {
        FileNode node = entry.node();
        String target = node instanceof SymbolicLink link ? " -> " + link.target() : "";
        return "%-16s %4o %-9s %s%s%n"
                .formatted(
                        entry.origin().kind().name().toLowerCase(Locale.ROOT),
                        node.mode(),
                        node.owner().user() + ":" + node.owner().group(),
                        entry.path(),
                        target);
    }

    private static String textOf(FileTree tree, String path) throws IOException {
        RegularFile file =
                (RegularFile) tree.find(UnixPath.of(path)).orElseThrow().node();
        try (var stream = file.content().open()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
