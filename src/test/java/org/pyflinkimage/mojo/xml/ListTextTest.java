package org.pyflinkimage.mojo.xml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListTextTest {

    @Test
    void listsAreSplitAtCommasAndLineBreaks() {
        assertThat(ListText.split(" a , b\n c ")).containsExactly("a", "b", "c");
        assertThat(ListText.split("  ")).isEmpty();
        assertThat(ListText.split("a,,b,")).containsExactly("a", "", "b", "");
    }

    @Test
    void rangesStayTogether() {
        assertThat(ListText.split("g:a:[1.0,2.0), g:b:(,3],g:c:1\ng:d:[1],g:e:1"))
                .containsExactly("g:a:[1.0,2.0)", "g:b:(,3]", "g:c:1", "g:d:[1]", "g:e:1");
    }

    @Test
    void versionClausesStayTogether() {
        assertThat(ListText.splitRequirements("numpy>=1.26,<2,!=1.26.1,pandas ~=2.0 , ==2.*,requirements.txt"))
                .containsExactly("numpy>=1.26,<2,!=1.26.1", "pandas ~=2.0,==2.*", "requirements.txt");
    }

    @Test
    void extrasStayTogether() {
        assertThat(ListText.splitRequirements("pandas[excel,html],numpy"))
                .containsExactly("pandas[excel,html]", "numpy");
    }

    @Test
    void markersReachToTheEndOfTheirLine() {
        assertThat(ListText.splitRequirements("""
                a ; python_version in '3.9,3.10'
                b, c
                """)).containsExactly("a ; python_version in '3.9,3.10'", "b", "c");
    }

    @Test
    void noTextIsNoRequirement() {
        assertThat(ListText.splitRequirements(" \n ")).isEmpty();
    }
}
