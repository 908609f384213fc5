package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptedFilesTest {

    private final SampleSystem sample = new SampleSystem();

    @Test
    void directoriesLinksAndSmallFilesAreThoseOfAnInstalledDebian() {
        sample.program("/bin/dash").file("/usr/lib/os-release", "NAME=x\n");

        ScriptedFiles.install(sample.system);

        assertThat(String.join("\n", sample.written()) + "\n").isEqualTo("""
                l /bin/sh -> dash
                d 0755 0:0 /boot
                d 0755 0:0 /dev
                d 0755 0:0 /etc
                l /etc/localtime -> /usr/share/zoneinfo/Etc/UTC
                l /etc/os-release -> ../usr/lib/os-release
                f 0644 0:0 /etc/shells
                f 0644 0:0 /etc/timezone
                d 0755 0:0 /home
                d 0755 0:0 /media
                d 0755 0:0 /mnt
                d 0755 0:0 /opt
                d 0755 0:0 /proc
                d 0700 0:0 /root
                d 0755 0:0 /run
                d 1777 0:0 /run/lock
                d 0755 0:0 /srv
                d 0755 0:0 /sys
                d 1777 0:0 /tmp
                d 0755 0:0 /usr/local
                d 0755 0:0 /usr/local/bin
                d 0755 0:0 /usr/local/etc
                d 0755 0:0 /usr/local/include
                d 0755 0:0 /usr/local/lib
                d 0755 0:0 /usr/local/sbin
                d 0755 0:0 /usr/local/share
                d 0755 0:0 /usr/local/src
                d 0755 0:0 /var
                d 0755 0:0 /var/backups
                d 0755 0:0 /var/cache
                d 0755 0:0 /var/lib
                d 0755 0:0 /var/lib/misc
                d 2775 0:50 /var/local
                l /var/lock -> /run/lock
                d 0755 0:0 /var/log
                d 2775 0:8 /var/mail
                d 0755 0:0 /var/opt
                l /var/run -> /run
                d 0755 0:0 /var/spool
                d 1777 0:0 /var/tmp
                """);
        assertThat(sample.text("/etc/timezone")).isEqualTo("Etc/UTC\n");
        assertThat(sample.text("/etc/shells"))
                .isEqualTo("/bin/sh\n/usr/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/dash\n/usr/bin/dash\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/share/libc-bin/nsswitch.conf,         /etc/nsswitch.conf",
        "/usr/share/base-files/nsswitch.conf,       /etc/nsswitch.conf",
        "/usr/share/libc-bin/nsswitch.conf.default, /etc/nsswitch.conf",
        "/usr/share/base-files/profile,             /etc/profile",
        "/usr/share/base-files/motd,                /etc/motd",
        "/usr/share/base-files/dot.profile,         /root/.profile",
        "/usr/share/base-files/dot.bashrc,          /root/.bashrc"
    })
    void fileThatLiesReadyIsCopied(String source, String path) {
        sample.file(source, "text of " + source);

        ScriptedFiles.install(sample.system);

        assertThat(sample.text(path)).isEqualTo("text of " + source);
    }

    @Test
    void directoryIsNoSource() {
        sample.file("/usr/share/base-files/profile/x", "x");

        ScriptedFiles.install(sample.system);

        assertThat(sample.system.has("/etc/profile")).isFalse();
    }

    @Test
    void ofSeveralSourcesTheFirstIsCopied() {
        sample.file("/usr/share/base-files/nsswitch.conf", "second").file("/usr/share/libc-bin/nsswitch.conf", "first");

        ScriptedFiles.install(sample.system);

        assertThat(sample.text("/etc/nsswitch.conf")).isEqualTo("first");
    }

    @Test
    void whatAPackageBringsItselfStays() {
        sample.file("/usr/share/base-files/profile", "ready").file("/etc/profile", "own");
        sample.program("/bin/dash").program("/bin/bash").link("/bin/sh", "bash");

        ScriptedFiles.install(sample.system);

        assertThat(sample.text("/etc/profile")).isEqualTo("own");
        assertThat(sample.text("/bin/sh")).isEqualTo("/bin/bash");
    }

    @Test
    void noLinkIsMadeThatLeadsNowhere() {
        ScriptedFiles.install(sample.system);

        assertThat(sample.system.has("/etc/os-release")).isFalse();
        assertThat(sample.written()).noneMatch(line -> line.contains("/bin/sh") || line.contains("os-release"));
    }
}
