package org.pyflinkimage.tree;

/**
 * Who owns a node, by number. Linux has numbers of 32 bits without a sign.
 *
 * @param user the user id
 * @param group the group id
 */
public record Owner(long user, long group) {

    /** The superuser. */
    public static final Owner ROOT = new Owner(0, 0);

    @Override
    public String toString() {
        return user + ":" + group;
    }
}
