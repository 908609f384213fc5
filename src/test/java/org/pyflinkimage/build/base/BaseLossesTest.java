package org.pyflinkimage.build.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.inspect.ContainerConfiguration;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ContainerSpec;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.DeclaredBase;
import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.spec.Invocations;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

class BaseLossesTest {

    private static final ImageReference BASE = ImageReference.of("registry.example.com/base:1");

    @ParameterizedTest
    @CsvSource({
        "1.18.1, conf/flink-conf.yaml, false",
        "1.19.3, conf/flink-conf.yaml, true",
        "1.20.3, conf/flink-conf.yaml, true",
        "1.20.3, conf/config.yaml, false",
        "2.0.1, conf/flink-conf.yaml, false"
    })
    void olderConfigurationThatFlinkReadsAloneIsRefused(String version, String file, boolean refused) {
        FlinkVersion flink = FlinkVersion.parse(version).orElseThrow();
        FileTree tree = FileTree.over(List.of(
                below("/opt", FileNode.directory()),
                below("/opt/flink", FileNode.link("flink-" + flink)),
                below("/opt/flink-" + flink, FileNode.directory()),
                below("/opt/flink-" + flink + "/conf", FileNode.directory()),
                below("/opt/flink-" + flink + "/" + file, FileNode.file(new Content.Below(9, file)))));

        List<Problem> problems = BaseLosses.of(upon(flink), new BaseFiles(tree, true, List.of(), false), parts());

        if (refused) {
            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
                assertThat(problem.toText())
                        .contains(
                                "[PYF-941]",
                                BASE.toString(),
                                "/opt/flink/" + file,
                                "`config.yaml`",
                                "-Dpyflink.base=scratch");
            });
        } else {
            assertThat(problems).isEmpty();
        }
    }

    @Test
    void variablesThatLeadToAnotherFlinkOrPythonAreLeftOutAndTold() {
        BaseParts parts = parts(
                "FLINK_CONF_DIR", "/etc/flink",
                "FLINK_LIB_DIR", "/usr/lib/flink/lib",
                "FLINK_OPT_DIR", "/opt/flink/opt/",
                "FLINK_PLUGINS_DIR", "/opt/flink/other",
                "FLINK_BIN_DIR", "/opt/flink/bin",
                "FLINK_LOG_DIR", "/var/log/flink",
                "PYTHONPLATLIBDIR", "lib64");

        assertThat(LayeredBases.variables(parts).keySet())
                .containsExactly("FLINK_BIN_DIR", "FLINK_LOG_DIR", "FLINK_OPT_DIR");
        assertThat(BaseLosses.of(
                        upon(new FlinkVersion(2, 2, 1)), new BaseFiles(new FileTree(), false, List.of(), false), parts))
                .allSatisfy(problem -> assertThat(problem.severity()).isEqualTo(Problem.Severity.NOTE))
                .extracting(problem -> problem.code() + " " + problem.what())
                .containsExactly(
                        "PYF-942 the image does not have `FLINK_CONF_DIR=/etc/flink` of the base `%s`".formatted(BASE),
                        "PYF-942 the image does not have `FLINK_LIB_DIR=/usr/lib/flink/lib` of the base `%s`"
                                .formatted(BASE),
                        "PYF-942 the image does not have `FLINK_PLUGINS_DIR=/opt/flink/other` of the base `%s`"
                                .formatted(BASE),
                        "PYF-942 the image does not have `PYTHONPLATLIBDIR=lib64` of the base `%s`".formatted(BASE));
    }

    @ParameterizedTest
    @CsvSource({
        "false, /docker-entrypoint.sh, 755, /docker-entrypoint.sh, , PYF-954",
        "false, /docker-entrypoint.sh, 755, /bin/other, , PYF-954",
        "false, /usr/bin/bash, 755, /usr/bin/bash, , PYF-954",
        "false, /usr/bin/bash, 755, , bash, ",
        "false, /usr/bin/bash, 755, , , ",
        "true, /docker-entrypoint.sh, 755, /docker-entrypoint.sh, , ",
        "true, /docker-entrypoint.sh, 755, docker-entrypoint.sh, , ",
        "true, /docker-entrypoint.sh, 700, /docker-entrypoint.sh, , PYF-958",
        "true, /docker-entrypoint.sh, 755, /gone.sh, , PYF-958",
        "true, /closed/start.sh, 755, /closed/start.sh, , 'PYF-958,PYF-959'",
        "true, /docker-entrypoint.sh, 755, /usr, , PYF-958",
        "true, /usr/bin/bash, 755, /usr/bin/bash, , PYF-959",
        "true, /usr/bin/bash, 755, , bash, PYF-959",
        "true, /docker-entrypoint.sh, 755, , , PYF-957"
    })
    void whatBecomesOfTheEntrypointIsTold(
            boolean ofBase,
            String file,
            String mode,
            @Nullable String entrypoint,
            @Nullable String command,
            @Nullable String code) {
        ImageSpec plain = upon(new FlinkVersion(2, 2, 1));
        ImageSpec spec = ofBase ? Invocations.running(plain, Invocation.ofBase(List.of())) : plain;

        List<Problem> problems = BaseLosses.of(
                spec,
                new BaseFiles(withProgram(file, Integer.parseInt(mode, 8)), true, List.of(), false),
                parts(words(entrypoint), words(command)));

        assertThat(problems).extracting(Problem::code).isEqualTo(words(code));
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem.toText()).contains(BASE.toString(), "-Dpyflink."));
    }

    private static FileTree withProgram(String path, int mode) {
        return FileTree.over(List.of(
                below("/usr", FileNode.directory()),
                below("/usr/bin", FileNode.directory()),
                below("/closed", new FileNode.Directory(0700, Owner.ROOT)),
                below(path, new FileNode.RegularFile(mode, Owner.ROOT, new Content.Below(9, path)))));
    }

    @ParameterizedTest
    @CsvSource({
        "root, 700, true",
        "root, 600, false",
        "12345:0, 710, true",
        "12345:0, 701, false",
        "12345:12345, 701, true"
    })
    void entrypointIsForTheUserWhoRunsIt(String user, String mode, boolean may) {
        FileTree tree = withProgram("/docker-entrypoint.sh", Integer.parseInt(mode, 8));

        assertThat(toldOf("/docker-entrypoint.sh", tree, user)).isEqualTo(may ? List.of() : List.of("PYF-958"));
    }

    @ParameterizedTest
    @CsvSource({"root, true", "0, true", "0:0, true", "0:9999, true", "flink, false", "12345:0, false"})
    void rootEntersAFolderThatNobodyMayEnter(String user, boolean may) {
        FileTree tree = FileTree.over(List.of(
                below("/shut", new FileNode.Directory(0, Owner.ROOT)),
                below("/shut/start.sh", new FileNode.RegularFile(0755, Owner.ROOT, new Content.Below(9, "s"))),
                below("/docker-entrypoint.sh", new FileNode.RegularFile(0755, Owner.ROOT, new Content.Below(9, "d")))));

        assertThat(toldOf("/shut/start.sh", tree, user)).isEqualTo(may ? List.of() : List.of("PYF-958"));
    }

    private static List<String> toldOf(String entrypoint, FileTree tree, String user) {
        ImageSpec plain = Invocations.running(upon(new FlinkVersion(2, 2, 1)), Invocation.ofBase(List.of()));
        ContainerSpec container = Invocations.with(
                new ContainerSpec(Map.of(), ContainerUser.parse(user)),
                plain.container().invocation());
        ImageSpec spec = plain.with(plain.settings().withContainer(container));
        return BaseLosses.of(spec, new BaseFiles(tree, true, List.of(), false), parts(List.of(entrypoint), List.of()))
                .stream()
                .map(Problem::code)
                .toList();
    }

    @Test
    void extraDirectoriesMayBringTheEntrypoint() {
        ImageSpec plain = Invocations.running(upon(new FlinkVersion(2, 2, 1)), Invocation.ofBase(List.of()));
        ExtraDirectory extra = new ExtraDirectory(
                Path.of("/nowhere"), UnixPath.ROOT, JobChoice.usual(), List.of(), ContainerUser.FLINK);
        ImageSpec spec = plain.with(plain.contents().withExtraDirectories(List.of(extra)));

        assertThat(BaseLosses.of(
                        spec,
                        new BaseFiles(new FileTree(), true, List.of(), false),
                        parts(List.of("/start.sh"), List.of())))
                .isEmpty();
    }

    @Test
    void declaredCommandIsEnoughForABaseThatSaysNothing() {
        ImageSpec spec = Invocations.running(upon(new FlinkVersion(2, 2, 1)), Invocation.ofBase(List.of("bash")));

        assertThat(BaseLosses.of(
                        spec,
                        new BaseFiles(withProgram("/docker-entrypoint.sh", 0755), true, List.of(), false),
                        parts()))
                .isEmpty();
    }

    private static List<String> words(@Nullable String word) {
        return word == null ? List.of() : List.of(word.split(",", -1));
    }

    private static BaseParts parts(String... namesAndValues) {
        SortedMap<String, String> variables = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return parts(List.of(), List.of(), variables);
    }

    private static BaseParts parts(List<String> entrypoint, List<String> command) {
        return parts(entrypoint, command, new TreeMap<>());
    }

    private static BaseParts parts(List<String> entrypoint, List<String> command, SortedMap<String, String> variables) {
        return new BaseParts(
                List.of(),
                List.of(),
                new ContainerConfiguration(
                        entrypoint, command, "", variables, List.of(), List.of(), new TreeMap<>(), ""));
    }

    private static ImageSpec upon(FlinkVersion flink) {
        Combination cell = Plans.empty().combination();
        ImageSpec spec = ImageSpec.plain(
                new Combination(flink, cell.java(), cell.python(), cell.platform()),
                ImageReference.of("registry.example.com/image:1"));
        return spec.with(spec.contents().withBase(new DeclaredBase(BASE, DeclaredBase.Use.LAYERS)));
    }

    private static FileTree.Entry below(String path, FileNode node) {
        return new FileTree.Entry(UnixPath.of(path), node, new Origin(LayerKind.BASE, BASE.toString()));
    }
}
