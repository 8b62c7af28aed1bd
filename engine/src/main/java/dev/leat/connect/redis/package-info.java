/** Redis as a cache of look-ups. */
package dev.leat.connect.redis;
