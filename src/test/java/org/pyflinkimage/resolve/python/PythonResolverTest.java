package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.HttpTransport;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.resolve.index.PythonIndexes;
import org.pyflinkimage.resolve.uv.RealUv;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/** A real uv, without any Python, asks an index on the loopback. */
@EnabledOnOs(OS.LINUX)
class PythonResolverTest {

    private static Path uv;

    @TempDir
    private Path folder;

    private LoopbackIndex index = flink(LoopbackIndex.Form.JSON, Optional.empty());
    private final Map<String, String> variables = new HashMap<>();

    @BeforeAll
    static void findUv() {
        uv = RealUv.executable();
    }

    @AfterEach
    void stop() {
        index.close();
    }

    @ParameterizedTest
    @EnumSource
    void resolvesFlinkAndWhatItNeeds(LoopbackIndex.Form form) {
        index.close();
        index = flink(form, Optional.empty());

        PythonResolution resolution = resolve("2.3.0", Platform.LINUX_AMD64, inline("extra>=1"));

        assertThat(names(resolution))
                .containsExactly(
                        "apache_flink-2.3.0-cp311-cp311-manylinux1_x86_64.whl",
                        "apache_flink_libraries-2.3.0-py2.py3-none-any.whl",
                        "dill-0.3.1.1.tar.gz",
                        "extra-2.0-cp311-cp311-manylinux_2_28_x86_64.whl",
                        "pemja-0.5.7-cp311-cp311-manylinux1_x86_64.whl");
        assertThat(resolution.sources()).hasSize(1).containsEntry(Source.parse("python"), index.files());
        assertThat(resolution.distributions()).allSatisfy(artifact -> {
            assertThat(artifact.size()).isPositive();
            assertThat(artifact.location().path()).startsWith(artifact.title() + "/");
        });
        assertThat(resolution.distributions().get(2)).isInstanceOf(LockedArtifact.Sdist.class);
        assertThat(resolution.distributions().get(2).sha256()).isEqualTo(Sha256.of("dill-0.3.1.1.tar.gz"));
    }

    @Test
    void olderFlinksLibrariesAreAnSdist() {
        assertThat(names(resolve("1.20.5", Platform.LINUX_AMD64, PythonRequirements.none())))
                .contains(
                        "apache_flink_libraries-1.20.5.tar.gz",
                        "apache_flink-1.20.5-cp311-cp311-manylinux1_x86_64.whl");
    }

    @Test
    void onArm64FlinkIsAnSdistWithTheRequirementsOfItsWheel() {
        assertThat(names(resolve("2.3.0", Platform.LINUX_ARM64, PythonRequirements.none())))
                .containsExactly(
                        "apache_flink-2.3.0.tar.gz",
                        "apache_flink_libraries-2.3.0-py2.py3-none-any.whl",
                        "dill-0.3.1.1.tar.gz",
                        "pemja-0.5.7-cp311-cp311-manylinux2014_aarch64.whl");
    }

    @Test
    void addedRequirementsAreResolvedAndReported() {
        PythonResolver.Options options = options(List.of(new AddedRequirement("extra<2", "Beam imports it")));

        PythonResolution resolution = resolver()
                .resolve(
                        combination("2.3.0", Platform.LINUX_AMD64), Plans.BOOKWORM, PythonRequirements.none(), options);

        assertThat(names(resolution)).contains("extra-1.0-py3-none-any.whl");
        assertThat(resolution.added()).containsExactly("extra<2: Beam imports it");
    }

    @Test
    void readsRequirementsFilesWithTheFilesTheyName() throws IOException {
        Files.writeString(folder.resolve("constraints.txt"), "extra<2\n");
        Files.writeString(folder.resolve("more.txt"), "extra  # a comment\n");
        Path file = Files.writeString(folder.resolve("requirements.txt"), "-c constraints.txt\n-r more.txt\n");

        assertThat(names(resolve("2.3.0", Platform.LINUX_AMD64, files(file)))).contains("extra-1.0-py3-none-any.whl");
    }

    @Test
    void readsProjectsAndTheirWishes() throws IOException {
        Path file = Files.writeString(folder.resolve("pyproject.toml"), """
                [project]
                name = "job"
                version = "1"
                dependencies = ["extra"]
                [tool.uv]
                constraint-dependencies = ["extra<2"]
                """);

        assertThat(names(resolve("2.3.0", Platform.LINUX_AMD64, files(file))))
                .contains("extra-1.0-py3-none-any.whl")
                .noneMatch(name -> name.startsWith("job"));
    }

    @Test
    void readsPylocks() throws IOException {
        assertThat(names(resolve("2.3.0", Platform.LINUX_AMD64, files(pylock(sumOfExtra())))))
                .contains("extra-1.0-py3-none-any.whl");
    }

    @Test
    void readsUvsLocksAndWhatTheirProjectsSay() throws IOException {
        String simple = index.simple().toString();
        variables.put("UV_DEFAULT_INDEX", "");
        Path lock = uvLock(sumOfExtra(), "[[tool.uv.index]]\nurl = '%s'\ndefault = true\n".formatted(simple));

        assertThat(names(resolve("2.3.0", Platform.LINUX_AMD64, files(lock)))).contains("extra-1.0-py3-none-any.whl");
    }

    @Test
    void sumsOfTheUsersOwnLocksHold() throws IOException {
        String wrong = "0".repeat(64);
        Path requirements =
                Files.writeString(folder.resolve("requirements.txt"), "extra==1.0 \\\n  --hash=sha256:" + wrong + "\n");

        for (Path file : List.of(requirements, pylock(wrong), uvLock(wrong, ""))) {
            assertThatThrownBy(() -> resolve("2.3.0", Platform.LINUX_AMD64, files(file)))
                    .hasMessageContaining("[PYF-491] `extra==1.0` is not the file that `" + file + "` fixes")
                    .hasMessageContaining(wrong)
                    .hasMessageContaining(sumOfExtra());
        }
    }

    @Test
    void sumsHoldWhereTheIndexTellsNone() throws IOException {
        index.close();
        index = flink(LoopbackIndex.Form.HTML_WITHOUT_SUMS, Optional.empty());

        assertThatThrownBy(() -> resolve("2.3.0", Platform.LINUX_AMD64, files(pylock("0".repeat(64)))))
                .hasMessageContaining("PYF-491");
        assertThat(names(resolve("2.3.0", Platform.LINUX_AMD64, files(pylock(sumOfExtra())))))
                .contains("extra-1.0-py3-none-any.whl");
    }

    @Test
    void ofSeveralWheelsTheOneThatTheLockKnowsIsTaken() throws IOException {
        String pure = index.sum("extra", "extra-2.0-py3-none-any.whl").hex();
        Path file = Files.writeString(folder.resolve("requirements.txt"), "extra==2.0 --hash=sha256:" + pure + "\n");

        assertThat(names(resolve("2.3.0", Platform.LINUX_AMD64, files(file)))).contains("extra-2.0-py3-none-any.whl");
    }

    @Test
    void wheelsOfTheProjectAreFoundFromItsFolder() throws IOException {
        Path project = Files.createDirectories(folder.resolve("job/wheels")).getParent();
        Files.write(
                project.resolve("wheels/own-1.0-py3-none-any.whl"),
                LoopbackIndex.bytesOfWheel("own-1.0-py3-none-any.whl"));
        Path file = Files.writeString(project.resolve("requirements.txt"), "./wheels/own-1.0-py3-none-any.whl\n");

        PythonResolution resolution = resolve("2.3.0", Platform.LINUX_AMD64, files(file));

        assertThat(names(resolution)).contains("own-1.0-py3-none-any.whl");
        assertThat(resolution.sources().values().stream().map(java.net.URI::getPath))
                .contains(project.resolve("wheels") + "/");
    }

    @Test
    void signedAddressesAreNotLocked() {
        String address = index.files() + "extra/extra-1.0-py3-none-any.whl?X-Amz-Signature=secret";

        assertThatThrownBy(() -> resolve("2.3.0", Platform.LINUX_AMD64, inline("extra @ " + address)))
                .hasMessageContaining("[PYF-493]")
                .hasMessageContaining("X-Amz-Signature")
                .hasMessageNotContaining("secret");
    }

    @Test
    void missingAndUnknownFilesAreReportedTogether() throws IOException {
        Path odd = Files.writeString(folder.resolve("poetry.toml"), "");

        assertThatThrownBy(() -> resolve("2.3.0", Platform.LINUX_AMD64, files(folder.resolve("none.txt"), odd)))
                .hasMessageContaining("there is no readable file `" + folder.resolve("none.txt"))
                .hasMessageContaining("poetry.toml` is of no known kind")
                .hasMessageContaining("PYF-488");
    }

    @Test
    void contradictionsComeWithUvsDerivation() {
        assertThatThrownBy(() -> resolve("2.3.0", Platform.LINUX_AMD64, inline("extra==1.0", "extra==2.0")))
                .hasMessageContaining("PYF-485")
                .hasMessageContaining("you require extra==1.0 and extra==2.0")
                .hasMessageContaining("<requirements>");
    }

    @Test
    void packagesWithoutWheelAreNamed() {
        index.sdist("source", "source-1.0.tar.gz");

        assertThatThrownBy(() -> resolve("2.3.0", Platform.LINUX_AMD64, inline("source==1.0")))
                .hasMessageContaining("[PYF-486] `source==1.0` has no wheel for Python 3.11 on linux/amd64");
    }

    @Test
    void flinksWithoutWheelsForThePlatformAreRefused() {
        assertThatThrownBy(() -> resolve("1.20.5", Platform.LINUX_ARM64, PythonRequirements.none()))
                .hasMessageContaining("[PYF-486] `pemja==0.4.1` has no wheel for Python 3.11 on linux/arm64")
                .hasMessageContaining("linux/amd64</platform>");
    }

    @Test
    void unknownPackagesAreNamed() {
        assertThatThrownBy(() -> resolve("2.3.0", Platform.LINUX_AMD64, inline("no-such-thing")))
                .hasMessageContaining("[PYF-487] The package index does not have `no-such-thing`");
    }

    @Test
    void malformedRequirementsAreQuoted() {
        assertThatThrownBy(() -> resolve("2.3.0", Platform.LINUX_AMD64, inline("extra=>1")))
                .hasMessageContaining("PYF-488")
                .hasMessageContaining("extra=>1");
    }

    @Test
    void privateIndexesGetTheirLoginAndTheLockDoesNot() {
        index.close();
        index = flink(LoopbackIndex.Form.JSON, Optional.of("me:secret"));
        String withLogin = index.simple().toString().replace("//", "//me:secret@");
        variables.put("UV_DEFAULT_INDEX", withLogin);

        PythonResolution resolution = resolve("2.3.0", Platform.LINUX_AMD64, inline("extra"));

        assertThat(resolution.toString()).contains("extra").doesNotContain("secret");

        variables.put("UV_DEFAULT_INDEX", withLogin.replace("secret", "wrong"));
        assertThatThrownBy(() -> resolve("2.3.0", Platform.LINUX_AMD64, inline("extra")))
                .hasMessageContaining("PYF-4")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void theIndexThatOnlyPipIsToldHolds() {
        variables.put("UV_DEFAULT_INDEX", "");
        variables.put("PIP_INDEX_URL", index.simple().toString());

        assertThat(names(resolve("2.3.0", Platform.LINUX_AMD64, inline("extra"))))
                .hasSize(5);
    }

    @Test
    void aConfigurationFileThatTheUserNamesStaysInForce() throws IOException {
        Path named = Files.writeString(
                folder.resolve("named.toml"),
                "constraint-dependencies = ['extra<2']\n[[index]]\nurl = '%s'\ndefault = true\n"
                        .formatted(index.simple()));
        variables.put("UV_DEFAULT_INDEX", "");
        variables.put("UV_CONFIG_FILE", named.toString());

        assertThat(names(resolve("2.3.0", Platform.LINUX_AMD64, inline("extra"))))
                .contains("extra-1.0-py3-none-any.whl");
    }

    @Test
    void anUnreachableIndexIsAProblemOfTheSurroundings() {
        index.close();

        assertThatThrownBy(() -> resolve("2.3.0", Platform.LINUX_AMD64, PythonRequirements.none()))
                .hasMessageContaining("PYF-490");
    }

    private String sumOfExtra() {
        return index.sum("extra", "extra-1.0-py3-none-any.whl").hex();
    }

    private Path pylock(String sum) throws IOException {
        return Files.writeString(folder.resolve("pylock.toml"), """
                lock-version = "1.0"
                created-by = "test"
                [[packages]]
                name = "extra"
                version = "1.0"
                wheels = [{ url = "https://files.example.com/extra-1.0-py3-none-any.whl", hashes = { sha256 = "%s" } }]
                """.formatted(sum));
    }

    private Path uvLock(String sum, String settings) throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.writeString(project.resolve("pyproject.toml"), """
                [project]
                name = "job"
                version = "1"
                requires-python = ">=3.11"
                dependencies = ["extra"]
                """ + settings);
        return Files.writeString(project.resolve("uv.lock"), """
                version = 1
                requires-python = ">=3.11"
                [[package]]
                name = "extra"
                version = "1.0"
                source = { registry = "%1$s" }
                wheels = [{ url = "%1$sextra-1.0-py3-none-any.whl", hash = "sha256:%2$s" }]
                [[package]]
                name = "job"
                version = "1"
                source = { virtual = "." }
                dependencies = [{ name = "extra" }]
                [package.metadata]
                requires-dist = [{ name = "extra" }]
                """.formatted(index.simple(), sum));
    }

    private PythonResolution resolve(String flink, Platform platform, PythonRequirements requirements) {
        return resolver().resolve(combination(flink, platform), Plans.BOOKWORM, requirements, options(List.of()));
    }

    private PythonResolver resolver() {
        Map<String, String> all = new HashMap<>(Map.of(
                "PATH", "/nonexistent",
                "HOME", folder.toString(),
                "UV_DEFAULT_INDEX", index.simple().toString(),
                "UV_CACHE_DIR", folder.resolve("uv-cache").toString(),
                "UV_HTTP_RETRIES", "0"));
        all.putAll(variables);
        all.values().removeIf(String::isEmpty);
        Environment environment = new Environment(all, folder);
        Logins logins =
                Logins.of(environment, PythonIndexes.read(environment, folder).addresses());
        HttpTransport transport =
                new HttpTransport(new HttpTransport.Settings(environment, List.of(), logins, false), BuildLog.silent());
        return new PythonResolver(
                environment, new FileArtifactStore(folder.resolve("store")), transport, false, BuildLog.silent());
    }

    private static PythonResolver.Options options(List<AddedRequirement> added) {
        return new PythonResolver.Options(Optional.of(uv), Optional.empty(), added);
    }

    private static Combination combination(String flink, Platform platform) {
        return new Combination(
                FlinkVersion.parse(flink).orElseThrow(), new JavaVersion(17), new PythonMinor(11), platform);
    }

    private static PythonRequirements inline(String... requirements) {
        return DiskProject.requirements(List.of(requirements));
    }

    private static PythonRequirements files(Path... files) {
        return DiskProject.requirements(files);
    }

    private static List<String> names(PythonResolution resolution) {
        return resolution.distributions().stream()
                .map(artifact -> artifact instanceof LockedArtifact.Wheel wheel
                        ? wheel.fileName()
                        : ((LockedArtifact.Sdist) artifact).fileName())
                .toList();
    }

    private static LoopbackIndex flink(LoopbackIndex.Form form, Optional<String> login) {
        LoopbackIndex index = new LoopbackIndex(form, login);
        String[] of20 = {"apache-flink-libraries<1.20.6,>=1.20.5", "dill", "pemja==0.4.1"};
        String[] of23 = {
            "apache-flink-libraries<2.3.1,>=2.3.0", "dill", "pemja<0.5.8,>=0.5.7; platform_system != \"Windows\""
        };
        index.wheel("apache_flink-1.20.5-cp311-cp311-manylinux1_x86_64.whl", of20)
                .sdist("apache_flink", "apache_flink-1.20.5.tar.gz")
                .sdist("apache_flink_libraries", "apache_flink_libraries-1.20.5.tar.gz")
                .wheel("apache_flink-2.3.0-cp311-cp311-manylinux1_x86_64.whl", of23)
                .sdist("apache_flink", "apache_flink-2.3.0.tar.gz")
                .wheel("apache_flink_libraries-2.3.0-py2.py3-none-any.whl")
                .sdist("dill", "dill-0.3.1.1.tar.gz");
        Stream.of(
                        "pemja-0.4.1-cp311-cp311-manylinux1_x86_64.whl",
                        "pemja-0.5.7-cp311-cp311-manylinux1_x86_64.whl",
                        "pemja-0.5.7-cp311-cp311-manylinux2014_aarch64.whl",
                        "extra-1.0-py3-none-any.whl",
                        "extra-2.0-py3-none-any.whl",
                        "extra-2.0-cp311-cp311-manylinux1_x86_64.whl",
                        "extra-2.0-cp311-cp311-manylinux_2_28_x86_64.whl",
                        "extra-2.0-cp311-cp311-manylinux_2_39_x86_64.whl")
                .forEach(index::wheel);
        return index;
    }
}
