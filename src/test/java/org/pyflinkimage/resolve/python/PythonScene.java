package org.pyflinkimage.resolve.python;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.HttpTransport;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.resolve.index.DeclaredAccess;
import org.pyflinkimage.resolve.index.PythonIndexes;
import org.pyflinkimage.resolve.uv.RealUv;
import org.pyflinkimage.resolve.uv.UvSearch;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredIndexes;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.system.ServerLogins;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.SilentLog;

/** A real uv, an index on loopback that has PyFlink, and the files and variables of a user. */
final class PythonScene implements AutoCloseable {

    private Path uv = RealUv.executable();
    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private DeclaredIndexes declared = DeclaredIndexes.none();
    private ServerLogins servers = name -> new Login(name, "");
    private final KeptLog log = new KeptLog();
    private Optional<BuilderName> builder = Optional.empty();
    private Consumer<URI> judge = address -> {};
    private boolean mayHaveBuilder = true;
    private LoopbackIndex index = flink(LoopbackIndex.Form.JSON, Optional.empty());

    /** @param folder of the test alone */
    PythonScene(Path folder) {
        this.folder = folder;
    }

    LoopbackIndex index() {
        return index;
    }

    /** Puts an index of another form in the place of this one. */
    void index(LoopbackIndex.Form form, Optional<String> login) {
        index.close();
        index = flink(form, login);
    }

    /** Sets a variable of the environment; an empty one is not there. */
    void variable(String name, String value) {
        variables.put(name, value);
    }

    /** Resolves with another uv, which is shown this machine's Python. */
    void uv(Path other) {
        uv = other;
        variables.put("PATH", RealUv.pathWithPython());
    }

    /** Declares a builder. */
    void builder(BuilderName name) {
        builder = Optional.of(name);
    }

    /** Has files judged before they are read. */
    void judge(Consumer<URI> other) {
        judge = other;
    }

    /** Resolves for an image that no Dockerfile can be had of. */
    void withoutDockerfile() {
        mayHaveBuilder = false;
    }

    /** What was noted. */
    List<String> notes() {
        return log.notes;
    }

    /** Declares indexes. */
    void declare(DeclaredIndexes indexes) {
        declared = indexes;
    }

    /** What logins the user has. */
    void servers(ServerLogins logins) {
        servers = logins;
    }

    PythonResolution resolve(String flink, Platform platform, PythonRequirements requirements) {
        return resolver().resolve(combination(flink, platform), Plans.BOOKWORM, requirements, options());
    }

    PythonResolution resolve(AddedRequirement... added) {
        return resolve(PythonRequirements.none(), added);
    }

    PythonResolution resolve(PythonRequirements requirements, AddedRequirement... added) {
        return resolver()
                .resolve(combination("2.3.0", Platform.LINUX_AMD64), Plans.BOOKWORM, requirements, options(added));
    }

    /** The same for another Python. */
    PythonResolution resolve(PythonMinor python, PythonRequirements requirements) {
        SystemVersions system =
                new SystemVersions(Plans.BOOKWORM.suite(), Plans.BOOKWORM.glibc(), new PythonVersion(python, 1));
        return resolver()
                .resolve(combination("2.3.0", Platform.LINUX_AMD64).with(python), system, requirements, options());
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
        Environment environment = DeclaredAccess.told(new Environment(all, folder), declared, servers, false);
        Logins logins =
                Logins.of(environment, PythonIndexes.read(environment, folder).addresses());
        HttpTransport transport = new HttpTransport(
                new HttpTransport.Settings(environment, List.of(), logins, false), SilentLog.INSTANCE);
        FileArtifactStore store = new FileArtifactStore(folder.resolve("store"));
        UvSearch search = new UvSearch(environment, store, transport, false, SilentLog.INSTANCE);
        return new PythonResolver(search, environment, store, transport, log).judgedBy(judge);
    }

    private PythonResolver.Options options(AddedRequirement... added) {
        return new PythonResolver.Options(Optional.of(uv), List.of(added), builder, mayHaveBuilder);
    }

    private static Combination combination(String flink, Platform platform) {
        return new Combination(
                FlinkVersion.parse(flink).orElseThrow(), new JavaVersion(17), new PythonMinor(11), platform);
    }

    static PythonRequirements inline(String... requirements) {
        return DiskProject.requirements(List.of(requirements));
    }

    static PythonRequirements files(Path... files) {
        return DiskProject.requirements(files);
    }

    static List<String> names(PythonResolution resolution) {
        return resolution.distributions().stream().map(Distribution::fileName).toList();
    }

    /** The sum of the older release of {@code extra}. */
    String sumOfExtra() {
        return index.sum("extra", "extra-1.0-py3-none-any.whl").hex();
    }

    /** A {@code pylock.toml} that fixes {@code extra} by a sum. */
    Path pylock(String sum) throws IOException {
        return Files.writeString(folder.resolve("pylock.toml"), """
                lock-version = "1.0"
                created-by = "test"
                [[packages]]
                name = "extra"
                version = "1.0"
                wheels = [{ url = "https://files.example.com/extra-1.0-py3-none-any.whl", hashes = { sha256 = "%s" } }]
                """.formatted(sum));
    }

    /** The same in a {@code uv.lock}, of a project with these settings. */
    Path uvLock(String sum, String settings) throws IOException {
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

    @Override
    public void close() {
        index.close();
    }
}
