package org.pyflinkimage.image;

import java.util.Optional;

/** Knows who pushes to a registry. */
@FunctionalInterface
public interface RegistryCredentials {

    /**
     * Who one is to a registry.
     *
     * @param password a password or a token
     */
    record Login(String user, String password) {
        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return user;
        }
    }

    /** Who one is to the registry with this host and, where it has one, port: {@code registry.example.com:5000}. */
    Optional<Login> find(String registry);
}
