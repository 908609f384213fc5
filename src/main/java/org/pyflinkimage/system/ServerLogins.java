package org.pyflinkimage.system;

/** The logins that a user keeps under names of his own, as the {@code <server>}s of Maven's settings.xml are. */
@FunctionalInterface
public interface ServerLogins {

    /**
     * The login under a name.
     *
     * @throws org.pyflinkimage.value.PyFlinkException where there is none, or it cannot be read
     */
    Login require(String name);
}
