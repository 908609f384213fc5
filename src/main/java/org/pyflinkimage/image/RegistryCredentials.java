package org.pyflinkimage.image;

import java.util.Optional;
import org.pyflinkimage.system.Login;

/** Knows who one is to a registry. */
@FunctionalInterface
public interface RegistryCredentials {

    /** Who one is to the registry with this host and, where it has one, port: {@code registry.example.com:5000}. */
    Optional<Login> find(String registry);
}
