package io.penstock.topology.cli;

import java.nio.ByteBuffer;

/**
 * What a request is made of.
 *
 * @param id the request's id
 * @param mediaType the type of its content
 * @param content its bytes
 */
record Document(String id, String mediaType, ByteBuffer content) {}
