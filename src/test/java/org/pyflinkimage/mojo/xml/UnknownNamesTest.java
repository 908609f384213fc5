package org.pyflinkimage.mojo.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownNamesTest {

    private static final List<String> ELEMENTS = List.of(
            "matrix",
            "image",
            "tags",
            "base",
            "requirements",
            "groups",
            "connectors",
            "flinkConfig",
            "environment",
            "log4j",
            "log4jLayout",
            "labels",
            "job",
            "to",
            "debianMirror",
            "debianSecurityMirror",
            "uv",
            "rules",
            "templates",
            "output",
            "skip",
            "store",
            "lockFile",
            "locked",
            "sources",
            "builder",
            "format",
            "matrixFile",
            "onlyTested",
            "readBases",
            "rendered",
            "check",
            "user",
            "revision");

    private static final List<String> PROPERTIES = List.of(
            "pyflink.flink",
            "pyflink.java",
            "pyflink.platforms",
            "pyflink.image",
            "pyflink.tags",
            "pyflink.flinkConfig.",
            "pyflink.environment.",
            "pyflink.labels.",
            "pyflink.rules.",
            "pyflink.revision",
            "pyflink.connectors",
            "pyflink.job",
            "pyflink.sources");

    @ParameterizedTest
    @CsvSource({
        "plugins, connectors",
        "jars, connectors",
        "dependency, connectors",
        "connector, connectors",
        "conectors, connectors",
        "requirement, requirements",
        "python-packages, requirements",
        "pythonPackages, requirements",
        "dependency-groups, groups",
        "group, groups",
        "flinkConf, flinkConfig",
        "flinkconfig, flinkConfig",
        "configuration, flinkConfig",
        "env, environment",
        "enviroment, environment",
        "imageName, image",
        "imge, image",
        "baseImage, base",
        "logging, log4j",
        "registry, to",
        "lockfile, lockFile",
        "lock_file, lockFile",
        "debianmiror, debianMirror",
        "soruces, sources",
        "label, labels"
    })
    void elementIsNamedWithTheNearestKnown(String written, String nearest) {
        String text = UnknownNames.element(written, "<configuration>", ELEMENTS).toText();

        assertThat(text)
                .contains("[PYF-069] `<" + written + ">` is no element of `<configuration>`")
                .contains("try:    `<" + nearest + ">`, or remove it");
    }

    @ParameterizedTest
    @CsvSource({
        "flink, flink",
        "java, java",
        "python, python",
        "platforms, platforms",
        "platform, platforms",
        "flnk, flink"
    })
    void axisStandsInTheMatrix(String written, String axis) {
        assertThat(UnknownNames.element(written, "<configuration>", ELEMENTS).remedies())
                .containsExactly("it stands in the matrix: `<matrix><%1$s>...</%1$s></matrix>`".formatted(axis));
    }

    /** A name that only looks like {@code <sources>}: that one says where a lock file may take files from. */
    @ParameterizedTest
    @CsvSource({
        "src, sources",
        "source, sources",
        "folder, sources",
        "directory, sources",
        "path, sources",
        "dir, sources",
        "entry, entry",
        "script, entry",
        "module, module",
        "pyModule, module",
        "args, arguments",
        "program-args, arguments",
        "mainFile, entry",
        "include, includes"
    })
    void partOfTheJobStandsInTheJob(String written, String part) {
        assertThat(UnknownNames.element(written, "<configuration>", ELEMENTS).remedies())
                .containsExactly("it stands in the job: `<job><%1$s>...</%1$s></job>`".formatted(part));
    }

    @Test
    void inTheJobItIsTheNearest() {
        List<String> job = List.of("entry", "excludes", "includes", "sources");

        assertThat(UnknownNames.element("src", "<job>", job).remedies()).containsExactly("`<sources>`, or remove it");
        assertThat(UnknownNames.element("file", "<job>", job).remedies()).containsExactly("`<entry>`, or remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"goals", "x", "inherited", "kubernetes"})
    void whereNoneIsNearAllAreNamed(String written) {
        assertThat(UnknownNames.element(written, "<configuration>", ELEMENTS).toText())
                .contains("there are `base`, `builder`, `check`", "one of these, or remove it");
    }

    @ParameterizedTest
    @CsvSource({
        "pyflink.flnk, pyflink.flink",
        "pyflink.flinkConfig, pyflink.flinkConfig.KEY",
        "pyflink.flinkconf.a.b, pyflink.flinkConfig.KEY",
        "pyflink.env.TZ, pyflink.environment.KEY",
        "pyflink.jars, pyflink.connectors",
        "pyflink.src, pyflink.job",
        "pyflink.source, pyflink.job",
        "pyflink.folder, pyflink.job",
        "pyflink.script, pyflink.job",
        "pyflink.soruces, pyflink.sources",
        "pyflink.tag, pyflink.tags",
        "pyflink.rule.PYF-115, pyflink.rules.KEY"
    })
    void propertyIsNamedWithTheNearestKnown(String written, String nearest) {
        assertThat(UnknownNames.property(written, PROPERTIES).toText())
                .contains(
                        "[PYF-072] there is no property `" + written + "`", "try:    `" + nearest + "`, or remove it");
    }

    @Test
    void propertyLikeNoneIsToldAll() {
        assertThat(UnknownNames.property("pyflink.kubernetes", PROPERTIES).toText())
                .contains("one of `pyflink.connectors`, `pyflink.environment.`");
    }

    /** A POM may have properties of its own: only a slip of the pen is none. */
    @ParameterizedTest
    @CsvSource({
        "pyflink.tag, true",
        "pyflink.imagee, true",
        "pyflink.flinkConf.a, true",
        "pyflink.version, false",
        "pyflink.jars, false",
        "pyflink.env.TZ, false"
    })
    void spellingAloneTellsWhatIsAlmostOne(String name, boolean almost) {
        assertThat(UnknownNames.isAlmost(name, PROPERTIES)).isEqualTo(almost);
    }
}
