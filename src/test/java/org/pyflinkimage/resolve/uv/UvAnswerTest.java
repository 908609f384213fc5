package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.value.Problem;

class UvAnswerTest {

    /** As uv 0.13.9 says it. */
    @Test
    void whatUvCouldNotGiveIsToldOnce() {
        List<Problem> warnings = answer("""
                warning: The package `requests==2.32.3` does not have an extra named `sockss`
                Resolved 5 packages in 541ms
                warning: `attrs==21.1.0` is yanked (reason: "Installable but not importable on Python 3.4.")
                warning: The package `requests==2.32.3` does not have an extra named `sockss`
                warning: `own==1.0` is yanked
                """);

        assertThat(warnings).extracting(Problem::toText).containsExactly("""
                [PYF-477] `requests==2.32.3` has no extra `sockss`
                  why:    nothing is in the image for it
                  try:    correct the extra in `<requirements>` (-Dpyflink.requirements); where another package asks for it, nothing can be done here""", """
                [PYF-478] `attrs==21.1.0` was withdrawn by its publisher
                  why:    Installable but not importable on Python 3.4.
                  try:    require another version of it in `<requirements>` (-Dpyflink.requirements)""", """
                [PYF-478] `own==1.0` was withdrawn by its publisher
                  try:    require another version of it in `<requirements>` (-Dpyflink.requirements)""");
        assertThat(warnings).extracting(Problem::severity).containsOnly(Problem.Severity.WARNING);
    }

    @Test
    void otherWordsAreUvsOwn() {
        assertThat(answer("warning: The `tool.uv.x` is unknown\nResolved 2 packages in 1ms\n"))
                .isEmpty();
    }

    private static List<Problem> answer(String said) {
        return UvAnswer.of("", new ProgramRun(ProgramRun.End.EXITED, 0, "", said))
                .warnings();
    }
}
