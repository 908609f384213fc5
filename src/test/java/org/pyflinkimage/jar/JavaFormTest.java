package org.pyflinkimage.jar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaFormTest {

    @ParameterizedTest
    @CsvSource({
        "a/b/C, a.b.C",
        "a/b/C$D$E, a.b.C.D.E",
        "a/b/package$, a.b.package$",
        "a/b/C$$anon$1, a.b.C$$anon.1",
        "C, C"
    })
    void classIsNamedAsInJava(String name, String form) {
        assertThat(JavaForm.ofClass(name)).isEqualTo(form);
    }

    /** A class file may call a member anything. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m([[Ljava/lang/String;J)V | a.B.m(String[][], long)",
                "<init>(La/B$C;)V | new a.B(C)",
                "f:I | a.B.f",
                "m(L)V | a.B.m(…)",
                "m( | a.B.m(…)"
            })
    void memberIsNamedAsInJava(String member, String form) {
        assertThat(JavaForm.of(new ClassReference("a/B", member, "c/D"))).isEqualTo(form);
    }
}
