package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.ImageReference;

/** In texts of Dockerfiles a bar stands for the end of a line. */
class DockerfileBaseTest {

    private static final ImageReference BASE = ImageReference.of("debian:12");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM debian:12|RUN python3 - <<EOF|from os import path|EOF",
                "FROM debian:12|RUN <<-'EOF' cat > /x && cat <<\"END\"|from a|\tEOF|from b|END|RUN true",
                "FROM debian:12|ONBUILD COPY <<EOF /x|from a|EOF",
                "FROM debian:12|RUN psql --command \"select a \\|  from t\"",
                "FROM debian:12|RUN true \\||# a comment|   \\|from t",
                "FROM debian:12|RUN echo one\\\\|RUN echo two",
                "FROM other:1|RUN cat <<EOF|text|EOF|FROM debian:12",
                "FROM other:1|RUN echo ' <<EOF ' \" <<EOF \" <<<EOF $((1<<2))|FROM debian:12",
                "FROM other:1|LABEL a= <<EOF|FROM debian:12"
            })
    void onlyInstructionsCount(String dockerfile) {
        assertThat(isBase(dockerfile)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM other:1|RUN cat <<EOF|FROM debian:12|EOF",
                "FROM other:1|RUN cat <<EOF|  EOF|FROM debian:12|EOF",
                "FROM other:1|RUN true \\|FROM debian:12",
                "FROM debian:12|RUN echo one\\\\|FROM other:1",
                "FROM debian:12|RUN echo \" <<EOF \"|FROM other:1"
            })
    void whatOnlyLooksLikeAnInstructionDoesNot(String dockerfile) {
        assertThat(isBase(dockerfile)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ARG BASE=debian:12|ARG NEXT=${BASE}|FROM $NEXT",
                "ARG V=12|FROM debian:${V}",
                "ARG V=\"12\"|FROM 'debian':$V",
                "ARG A=1 BASE='debian:12' C|FROM ${BASE}",
                "ARG BASE=debian:12|ARG base=other:1|FROM $BASE",
                "ARG BASE|FROM ${BASE:-debian:12}",
                "ARG V=|FROM debian:12$V",
                "ARG V=|FROM debian:${V:-12}",
                "ARG V=12|FROM debian:${V:-11}",
                "ARG \\|  A=debian:12|FROM \\|  $A",
                "FROM \\|# the system|  debian:12",
                "FROM debian:12 AS One|FROM other:1|FROM ${STAGE:-one}"
            })
    void variablesAreFilledAsABuilderFillsThem(String dockerfile) {
        assertThat(isBase(dockerfile)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ARG BASE=debian:12|FROM $base",
                "ARG BASE='$V' V=debian:12|FROM $BASE",
                "ARG V=11|FROM debian:${V:-12}",
                "ARG V=12|FROM debian:${V%2}",
                "FROM debian:12$UNKNOWN",
                "ARG OTHERBASE=debian:12|FROM $BASE"
            })
    void whatIsNotFilledIsNoBase(String dockerfile) {
        assertThat(isBase(dockerfile)).isFalse();
    }

    private static boolean isBase(String dockerfile) {
        return DockerfileBase.isOf(BASE, dockerfile.replace('|', '\n'));
    }
}
