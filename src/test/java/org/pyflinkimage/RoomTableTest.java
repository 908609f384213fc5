package org.pyflinkimage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomTableTest {

    private static final RoomTable TABLE = RoomTable.parse("""
            | room | what lives there | rooms it may use | libraries |
            |---|---|---|---|
            | `value` | the kernel | | |
            | `resolve` | answers | value resolve.uv | jackson |
            | `resolve.uv` | the program | value | |

            | dependency | packages | why |
            |---|---|---|
            | jackson (jackson-databind) | `com.fasterxml.jackson.core` `com.fasterxml.jackson.databind` | JSON |
            """.lines().toList());

    @Test
    void classLiesInTheRoomThatNamesTheLongestPartOfItsPackage() {
        assertThat(TABLE.roomOf("org.pyflinkimage.resolve.uv")).contains(TABLE.room("resolve.uv"));
        assertThat(TABLE.roomOf("org.pyflinkimage.resolve")).contains(TABLE.room("resolve"));
        assertThat(TABLE.roomOf("org.pyflinkimage.resolver")).isEmpty();
    }

    @Test
    void roomMayUseItselfAndWhatItNames() {
        assertThat(TABLE.room("resolve").mayUse(TABLE.room("resolve.uv"))).isTrue();
        assertThat(TABLE.room("resolve").mayUse(TABLE.room("resolve"))).isTrue();
        assertThat(TABLE.room("resolve.uv").mayUse(TABLE.room("resolve"))).isFalse();
        assertThat(TABLE.room("value").mayUse(TABLE.room("resolve"))).isFalse();
    }

    @Test
    void libraryBringsThePackagesBelowIts() {
        assertThat(TABLE.libraryOf("com.fasterxml.jackson.databind.node"))
                .hasValueSatisfying(library -> assertThat(library.name()).isEqualTo("jackson"));
        assertThat(TABLE.libraryOf("com.fasterxml.jackson.databinding")).isEmpty();
    }

    @Test
    void namesWithoutARowAreFound() {
        RoomTable table = RoomTable.parse("""
                | room | what lives there | rooms it may use | libraries |
                |---|---|---|---|
                | `value` | the kernel | cellar | magic |
                """.lines().toList());

        assertThat(table.unknownNames()).containsExactly("cellar", "magic");
    }
}
