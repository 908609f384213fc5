package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.ImageReference;

class BaseFactsTest {

    private final BaseFacts facts = Facts.shipped().bases();

    @ParameterizedTest
    @CsvSource({
        "debian:bookworm-slim, 2.36, 3.11",
        "127.0.0.1:5000/mirror/debian:12.8, 2.36, 3.11",
        "debian:bullseye@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, 2.31, 3.9",
        "registry.example.com:443/library/ubuntu:24.04, 2.39, 3.12"
    })
    void systemIsKnownWhereverItIsPulledFrom(ImageReference reference, String glibc, String python) {
        Base base = facts.find(reference).orElseThrow();

        assertThat(base.reference()).isEqualTo(reference);
        assertThat(base.libc())
                .contains(new Libc.Glibc(GlibcVersion.parse(glibc).orElseThrow()));
        assertThat(base.versions().orElseThrow().python().orElseThrow()).hasToString(python);
    }

    @Test
    void officialFlinkImageHasFlinkAndJavaAndNoPython() {
        Base.Versions versions = facts.find(
                        ImageReference.of("registry.example.com/apache/flink:1.20.5-scala_2.12-java11"))
                .flatMap(Base::versions)
                .orElseThrow();

        assertThat(versions.python()).isEmpty();
        assertThat(versions.java().orElseThrow()).hasToString("11");
        assertThat(versions.flink().orElseThrow()).hasToString("1.20.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpine", "alpine:3.22", "python:3.11-alpine3.22", "eclipse-temurin:17-jre-alpine"})
    void alpineHasMusl(ImageReference reference) {
        assertThat(facts.find(reference).flatMap(Base::libc)).contains(new Libc.Musl());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team/own:1",
                "debian",
                "127.0.0.1:5000/debian",
                "not-debian:12",
                "flink-jobs:1.20.5",
                "registry.example.com/base/flink:1.20.5"
            })
    void nothingIsSaidOfOthers(ImageReference reference) {
        assertThat(facts.find(reference)).isEmpty();
    }
}
