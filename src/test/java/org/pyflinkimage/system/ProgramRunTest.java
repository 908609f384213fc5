package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.system.ProgramRun.End;

class ProgramRunTest {

    @Test
    void statusZeroIsSuccess() {
        assertThat(new ProgramRun(End.EXITED, 0, "", "").succeeded()).isTrue();
        assertThat(new ProgramRun(End.EXITED, 1, "", "").succeeded()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = "EXITED", mode = EnumSource.Mode.EXCLUDE)
    void otherEndsAreNone(End end) {
        assertThat(new ProgramRun(end, 0, "", "").succeeded()).isFalse();
        assertThat(ProgramRun.without(end, "why")).isEqualTo(new ProgramRun(end, -1, "why", ""));
    }

    @Test
    void lastFiveLinesAreForPeople() {
        assertThat(new ProgramRun(End.EXITED, 1, "1\n\n2\n3\n \n4", "5\n6\n").lastLines())
                .isEqualTo("2\n3\n4\n5\n6");
        assertThat(new ProgramRun(End.EXITED, 1, "1", "2").lastLines()).isEqualTo("1\n2");
    }

    @Test
    void silenceIsTold() {
        assertThat(new ProgramRun(End.EXITED, 7, " \n", "").lastLines())
                .isEqualTo("it said nothing, and its exit status was 7");
    }
}
