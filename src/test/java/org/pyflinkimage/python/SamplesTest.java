package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions are told from each other by samples exactly where they differ somewhere. */
class SamplesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            python_version < '3.12'      | python_full_version < '3.12'          | true
            python_version < '3.12'      | python_version <= '3.11'              | true
            python_version < '3.12'      | python_full_version <= '3.11'         | false
            python_version >= '3.10'     | python_version > '3.10'               | false
            python_version >= '3.8'      | python_version >= '3'                 | true
            python_version >= '3.9'      | os_name == 'nt' or os_name != 'nt'    | true
            python_version == '3.10'     | python_full_version == '3.10.*'       | true
            python_version == '3.10'     | python_full_version == '3.10'         | false
            python_version in '3.9 3.10' | python_version == '3.9' or python_version == '3.10' | true
            python_full_version != '3.11.4' | python_version >= '3.9'            | false
            python_version < '3.13'      | python_version >= '3.9'               | false
            sys_platform == 'linux'      | sys_platform != 'win32'               | false
            sys_platform == 'linux'      | 'linux' == sys_platform               | true
            sys_platform == 'linux'      | sys_platform == 'linux' and os_name != 'nt' | true
            sys_platform == 'linux'      | sys_platform == 'linux' and os_name == 'posix' | false
            sys_platform == 'linux'      | sys_platform == 'linux' and platform_system != 'FreeBSD' | true
            sys_platform == 'ios' and platform_system == 'iOS' | sys_platform == 'ios' and platform_system == 'SunOS' | false
            sys_platform == 'aix' and platform_system == 'SunOS' | os_name == 'nt' and sys_platform == 'ios' | true
            sys_platform in 'linux darwin' | sys_platform == 'linux' or sys_platform == 'darwin' | false
            extra == 'more'              | extra == 'More'                       | true
            extra == 'more'              | extra == 'other'                      | false
            extra == 'more'              | extra != 'other'                      | false
            platform_machine == 'a' and (os_name == 'b' or os_name == 'c') | (platform_machine == 'a' and os_name == 'b') or (platform_machine == 'a' and os_name == 'c') | true
            """)
    void markersOfOneMeaning(String one, String other, boolean same) {
        Marker left = Marker.parse(one).orElseThrow();
        Marker right = Marker.parse(other).orElseThrow();
        List<MarkerEnvironment> samples = MarkerSamples.telling(
                List.of(left, right), SpecifierSet.parse(">=3.9,<3.14").orElseThrow());

        assertThat(samples).isNotEmpty();
        assertThat(samples.stream().allMatch(it -> left.evaluate(it) == right.evaluate(it)))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "any", textBlock = """
            >=1        | >=1.0         | true
            >=1        | >1            | false
            >=1        | any           | false
            >=0        | any           | false
            <2         | <2.1          | false
            <2         | <=2           | false
            <2         | <2.dev0       | true
            ==1.*      | >=1.dev0,<2   | true
            ==1.*      | >=1,<2        | false
            ==1.*      | ==1.0.*       | false
            ~=1.4      | ==1.*,>=1.4   | true
            ~=1.4      | >=1.4         | false
            ~=1.4.0    | ~=1.4         | false
            !=1.5      | any           | false
            !=1.5      | !=1.5.*       | false
            ==1.5      | ==1.5+cpu     | false
            >=1,<3     | <3,>=1        | true
            >=1,>=2    | >=2           | true
            ==1!2.0    | ==2.0         | false
            """)
    void versionsOfOneMeaning(String one, @Nullable String other, boolean same) {
        SpecifierSet left = SpecifierSet.parse(one).orElseThrow();
        SpecifierSet right =
                other == null ? SpecifierSet.ANY : SpecifierSet.parse(other).orElseThrow();

        assertThat(VersionSamples.telling(List.of(left, right)).stream()
                        .allMatch(version -> left.contains(version) == right.contains(version)))
                .isEqualTo(same);
    }
}
