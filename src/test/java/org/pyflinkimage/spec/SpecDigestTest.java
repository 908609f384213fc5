package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.spec.SpecDigest.Beside;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class SpecDigestTest {

    private static final Path FOLDER = Path.of("/project");
    private static final Path REQUIREMENTS = FOLDER.resolve("requirements.txt");

    private final Map<Path, String> files = new HashMap<>(Map.of(REQUIREMENTS, "numpy\n"));

    private Sha256 digest(ImageSpec spec) {
        return SpecDigest.of(spec);
    }

    private ImageSpec spec(int java, String tag, List<Path> paths, List<String> inline, String... connectors) {
        Combination combination = new Combination(
                new FlinkVersion(2, 2, 1), new JavaVersion(java), new PythonMinor(11), Platform.LINUX_AMD64);
        return ImageSpec.plain(combination, ImageReference.of("image:" + tag))
                .with(DeclaredContents.none()
                        .withRequirements(PythonRequirements.read(paths, inline, new TextProject(files)))
                        .withConnectors(List.of(connectors).stream()
                                .map(text -> MavenCoordinates.parse(text).orElseThrow())
                                .toList()))
                .with(DeclaredSettings.standard().withFlinkConfig(Map.of("key", tag)));
    }

    private ImageSpec spec() {
        return spec(17, "x", List.of(REQUIREMENTS), List.of());
    }

    private ImageSpec asking(RequestedGroup... groups) {
        PythonRequirements requirements = spec().requirements();
        return spec().with(spec().contents().withRequirements(requirements.withGroups(List.of(groups))));
    }

    @Test
    void groupsChangeItAndNotTheirOrderOrSpelling() {
        RequestedGroup any = new RequestedGroup("test_one", Optional.empty(), "test_one");
        RequestedGroup own = new RequestedGroup("x:docs", Optional.of(REQUIREMENTS), "docs");
        RequestedGroup docs = new RequestedGroup("docs", Optional.empty(), "docs");

        assertThat(digest(asking())).isEqualTo(digest(spec()));
        assertThat(Set.of(digest(spec()), digest(asking(any)), digest(asking(own)), digest(asking(docs))))
                .hasSize(4);
        assertThat(digest(asking(any, docs)))
                .isEqualTo(digest(asking(docs, new RequestedGroup("Test.One", Optional.empty(), "Test.One"))));
    }

    /** With one project there is one digest, however that is called; lock files have it. */
    @Test
    void extrasAreOfTheirProject() {
        Path one = Path.of("a/uv.lock");
        Path other = Path.of("b/uv.lock");
        SortedMap<Path, SortedSet<String>> ofOne = new TreeMap<>(Map.of(one, new TreeSet<>(Set.of("x"))));
        SortedMap<Path, SortedSet<String>> ofOther = new TreeMap<>(Map.of(other, new TreeSet<>(Set.of("x"))));

        assertThat(new ProjectParts(ofOther, List.of()).shaping(List.of(REQUIREMENTS, other)))
                .containsExactly("extras [x]");
        assertThat(new ProjectParts(ofOne, List.of()).shaping(List.of(one, other)))
                .containsExactly("extras of 0 [x]");
        assertThat(new ProjectParts(ofOther, List.of()).shaping(List.of(one, other)))
                .containsExactly("extras of 1 [x]");
    }

    @Test
    void whatShapesTheResolutionChangesIt() {
        assertThat(Set.of(
                        digest(spec()),
                        digest(spec(11, "x", List.of(REQUIREMENTS), List.of())),
                        digest(spec(17, "x", List.of(), List.of())),
                        digest(spec(17, "x", List.of(), List.of("numpy"))),
                        digest(spec(17, "x", List.of(REQUIREMENTS), List.of(), "a:b:1")),
                        digest(spec(17, "x", List.of(REQUIREMENTS), List.of(), "a:b:2"))))
                .hasSize(6);
    }

    /** They lie beside what is resolved. */
    @Test
    void extraDirectoriesDoNotChangeIt() {
        ImageSpec plain = spec();
        ExtraDirectory extra =
                new ExtraDirectory(FOLDER, UnixPath.of("/etc/x"), JobChoice.usual(), List.of(), ContainerUser.FLINK);

        assertThat(digest(plain.with(plain.contents().withExtraDirectories(List.of(extra)))))
                .isEqualTo(digest(plain));
    }

    @Test
    void dependenciesOfConnectorsChangeIt() {
        ImageSpec plain = spec(17, "x", List.of(), List.of(), "a:b:1", "a:c:1");

        assertThat(Set.of(
                        digest(plain),
                        digest(transitive(plain, "a:b:1")),
                        digest(transitive(plain, "a:c:1")),
                        digest(transitive(plain, "a:b:1 x:y")),
                        digest(transitive(plain, "a:b:1 x:*")),
                        digest(transitive(plain, "a:b:1", "a:c:1")),
                        digest(transitive(plain, "a:c:1", "a:b:1")),
                        digest(transitive(plain, "a:b:1 x:y", "a:c:1")),
                        digest(transitive(plain, "a:b:1", "a:c:1 x:y"))))
                .hasSize(9);
        assertThat(digest(transitive(plain, "a:b:1 x:y x:z"))).isEqualTo(digest(transitive(plain, "a:b:1 x:z x:y")));
    }

    /** @param connectors each its coordinates, and its exclusions behind blanks */
    private static ImageSpec transitive(ImageSpec spec, String... connectors) {
        return spec.with(spec.contents()
                .withTransitive(Stream.of(connectors)
                        .map(text -> text.split(" "))
                        .map(words -> new TransitiveConnector(
                                MavenCoordinates.parse(words[0]).orElseThrow(),
                                Stream.of(words)
                                        .skip(1)
                                        .map(word -> JarPattern.parse(word).orElseThrow())
                                        .toList()))
                        .toList()));
    }

    @Test
    void tagsAndConfigurationDoNot() {
        assertThat(digest(spec(17, "y", List.of(REQUIREMENTS), List.of()))).isEqualTo(digest(spec()));
    }

    @Test
    void baseWhoseLayersTheImageHasDoes() {
        ImageSpec spec = spec();
        ImageReference base = ImageReference.of("debian:12");
        ImageSpec upon = spec.with(spec.contents().withBase(new DeclaredBase(base, DeclaredBase.Use.LAYERS)));

        assertThat(digest(upon)).isNotEqualTo(digest(spec));
    }

    @Test
    void baseOfADockerfileDoesNot() {
        ImageSpec spec = spec();
        ImageSpec onBase = spec.with(spec.contents().withBase(ImageReference.of("debian:12")));

        assertThat(digest(onBase)).isEqualTo(digest(spec));
    }

    @Test
    void updatesThatAreNotWantedDoAndTrustDoesNot() {
        ImageSpec spec = spec();

        assertThat(Set.of(
                        digest(spec),
                        digest(spec.with(Hints.none().with(new ArchiveTrust(Updates.ONLY, false)))),
                        digest(spec.with(Hints.none().with(new ArchiveTrust(Updates.NONE, false))))))
                .hasSize(3);
        assertThat(digest(spec.with(Hints.none().with(new ArchiveTrust(Updates.ALL, true)))))
                .isEqualTo(digest(spec));
    }

    /** It says where a resolved jar lies, which is a matter of the image's files. */
    @Test
    void placeOfAConnectorDoesNot() {
        ImageSpec plain = spec(11, "x", List.of(), List.of(), "a:b:1");
        MavenCoordinates jar = plain.connectors().get(0);

        assertThat(digest(plain.with(plain.contents()
                        .withPlaces(Map.of(jar, ConnectorPlace.parse("opt").orElseThrow())))))
                .isEqualTo(digest(plain));
    }

    @Test
    void orderOfConnectorsDoesNot() {
        assertThat(digest(spec(11, "x", List.of(), List.of(), "a:b:1", "c:d:1")))
                .isEqualTo(digest(spec(11, "x", List.of(), List.of(), "c:d:1", "a:b:1")));
    }

    @Test
    void versionOfAJarThatTheBuildMakesDoesNot() {
        Beside own = new Beside(connector -> connector.groupId().equals("own"), List.of());
        ImageSpec first = spec(11, "x", List.of(), List.of(), "a:b:1", "own:udf:jar:all:1");

        assertThat(SpecDigest.of(spec(11, "x", List.of(), List.of(), "a:b:1", "own:udf:jar:all:2"), own))
                .isEqualTo(SpecDigest.of(first, own));
        assertThat(Set.of(
                        SpecDigest.of(first, own),
                        digest(first),
                        SpecDigest.of(spec(11, "x", List.of(), List.of(), "a:b:2", "own:udf:jar:all:1"), own),
                        SpecDigest.of(spec(11, "x", List.of(), List.of(), "a:b:1", "own:other:jar:all:1"), own),
                        SpecDigest.of(spec(11, "x", List.of(), List.of(), "a:b:1", "own:udf:1"), own),
                        SpecDigest.of(spec(11, "x", List.of(), List.of(), "a:b:1"), own)))
                .hasSize(6);
    }

    @Test
    void whatIsDeclaredElsewhereCounts() {
        assertThat(SpecDigest.of(spec(), new Beside(connector -> false, List.of("setting x 1"))))
                .isNotEqualTo(SpecDigest.of(spec(), new Beside(connector -> false, List.of("setting x 2"))))
                .isNotEqualTo(digest(spec()));
        assertThat(SpecDigest.of(spec(), Beside.nothing())).isEqualTo(digest(spec()));
    }

    @Test
    void textOfAFileCountsAndItsLineEndingsDoNot() {
        Sha256 before = digest(spec());

        files.put(REQUIREMENTS, "numpy\r\n");
        assertThat(digest(spec())).isEqualTo(before);
        files.put(REQUIREMENTS, "pandas\n");
        assertThat(digest(spec())).isNotEqualTo(before);
    }

    @Test
    void folderOfTheProjectDoesNotCount() {
        Sha256 before = digest(spec());
        Path elsewhere = Path.of("/elsewhere/requirements.txt");
        files.put(elsewhere, "numpy\n");

        assertThat(digest(spec(17, "x", List.of(elsewhere), List.of()))).isEqualTo(before);
    }

    @Test
    void filesThatAFileNamesCount() {
        files.put(REQUIREMENTS, "numpy\n-c constraints.txt # ours\n  --requirement=more/dev\n");
        files.put(FOLDER.resolve("constraints.txt"), "six\n");
        files.put(FOLDER.resolve("more/dev"), "-r deeper\n");
        files.put(FOLDER.resolve("more/deeper"), "six\n");
        Sha256 before = digest(spec());

        files.put(FOLDER.resolve("constraints.txt"), "numpy<2\n");
        Sha256 constrained = digest(spec());
        assertThat(constrained).isNotEqualTo(before);

        files.put(FOLDER.resolve("more/deeper"), "pandas\n");
        assertThat(digest(spec())).isNotIn(before, constrained);
    }

    /** Lock files keep it: where it changes, everything is resolved anew. */
    @Test
    void staysAsItIsInLockFiles() {
        Path uvLock = FOLDER.resolve("uv.lock");
        files.put(REQUIREMENTS, "\ufeffnumpy # ä\r\n-c more/limits.txt\n-r https://files.example.com/far.txt\n");
        files.put(FOLDER.resolve("more/limits.txt"), "numpy<2\n");
        files.put(uvLock, "version = 1\n");

        Sha256 digest = digest(spec(17, "x", List.of(REQUIREMENTS, uvLock), List.of("six>=1"), "c:d:1", "a:b:1"));

        String described = """
                cell flink-2.2.1-java17-python3.11-linux-amd64
                pip
                requirement six>=1
                file requirements.txt %s
                file limits.txt %s
                file far.txt missing
                file uv.lock %s
                connector a:b:1
                connector c:d:1
                """.formatted(
                        Sha256.of("\ufeffnumpy # ä\n-c more/limits.txt\n-r https://files.example.com/far.txt\n")
                                .hex(),
                        Sha256.of("numpy<2\n").hex(),
                        Sha256.of("version = 1\n").hex());
        assertThat(digest).isEqualTo(Sha256.of(described));
    }

    @Test
    void packagesShapeAnImageWhateverTheirOrder() {
        ImageSpec plain = spec();
        ImageSpec one = plain.with(plain.contents().withPackages(List.of("libgl1")));
        ImageSpec two = plain.with(plain.contents().withPackages(List.of("libgl1", "libgomp1")));
        ImageSpec turned = plain.with(plain.contents().withPackages(List.of("libgomp1", "libgl1")));

        assertThat(List.of(digest(plain), digest(one), digest(two))).doesNotHaveDuplicates();
        assertThat(digest(turned)).isEqualTo(digest(two));
        assertThat(digest(plain.with(plain.contents().withPackages(List.of())))).isEqualTo(digest(plain));
    }

    @Test
    void partsOfFlinkShapeAnImage() {
        ImageSpec plain = spec();
        ImageSpec usual = plain.with(plain.contents().withParts(DistributionParts.usual()));
        ImageSpec two = plain.with(plain.contents().withParts(DistributionParts.of("b", "a")));
        ImageSpec turned = plain.with(plain.contents().withParts(DistributionParts.of("a", "b", "a")));

        assertThat(List.of(digest(plain), digest(usual), digest(two))).doesNotHaveDuplicates();
        assertThat(digest(turned)).isEqualTo(digest(two));
    }
}
