package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameSiteTest {

    @ParameterizedTest
    @CsvSource({
        "registry-1.docker.io, auth.docker.io, true",
        "registry.gitlab.com, gitlab.com, true",
        "registry.digitalocean.com, api.digitalocean.com, true",
        "registry.cn-hangzhou.aliyuncs.com, dockerauth.cn-hangzhou.aliyuncs.com, true",
        "registry.example.co.uk, gitlab.example.co.uk, true",
        "one.co.uk, two.co.uk, false",
        "registry.example.com, registry.example.com, true",
        "Registry.Example.com, registry.example.COM, true",
        "registry.example.com, example.com.evil.net, false",
        "registry.example.com, evil-example.com, false",
        "one.github.io, two.github.io, false",
        "rg.fr-par.scw.cloud, api.scaleway.com, false",
        "registry.corp.internal, login.corp.internal, true",
        "registry.internal, login.internal, false",
        "registry.corp.internal, login.evil.internal, false",
        "registry, login, false",
        "registry, registry, true",
        "127.0.0.1, 127.0.0.2, false",
        "10.0.0.1, 20.0.0.1, false",
        "co.uk, co.uk, true",
        "co.uk, example.co.uk, false",
        "a_b.example.com, c.example.com, true",
        "-, example.com, false"
    })
    void hostsOfOneOwnerShareADomain(String host, String other, boolean same) {
        assertThat(SameSite.isSame(host, other)).isEqualTo(same);
        assertThat(SameSite.isSame(other, host)).isEqualTo(same);
    }
}
