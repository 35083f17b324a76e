//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOSSL

/// Certificates for the name `localhost` that sign themselves and protect nothing, and their keys.
enum TestCertificate {
    /// What a TLS server with a certificate that is valid until 2120 needs.
    static func server() throws -> NIOSSLContext {
        try context(certificate: valid, key: validKey)
    }

    /// What a TLS server with a certificate that expired in 2021 needs.
    static func expiredServer() throws -> NIOSSLContext {
        try context(certificate: expired, key: expiredKey)
    }

    /// What a server with the valid certificate needs that speaks no newer TLS than 1.1.
    static func oldServer() throws -> NIOSSLContext {
        try context(certificate: valid, key: validKey, newest: .tlsv11)
    }

    private static func context(
        certificate: String, key: String, newest: TLSVersion? = nil
    ) throws -> NIOSSLContext {
        let certificates = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv1
        configuration.maximumTLSVersion = newest
        return try NIOSSLContext(configuration: configuration)
    }

    static let valid = """
        -----BEGIN CERTIFICATE-----
        MIIBbzCCARWgAwIBAgIBATAKBggqhkjOPQQDAjAbMRkwFwYDVQQDDBBWTUZlc3Qg
        dGVzdCBnb29kMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAbMRkw
        FwYDVQQDDBBWTUZlc3QgdGVzdCBnb29kMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
        QgAEa44jFD+3rNQiY55D3igNECJ9WJsFnnpugxe34hTNP1eWkU9nmuD/bgVgjtuD
        20FMmq+wj/w4Klf3lTTfsv7OV6NIMEYwFAYDVR0RBA0wC4IJbG9jYWxob3N0MA8G
        A1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFDQ8fOA3krfNtT65QzXUT7OXy0JmMAoG
        CCqGSM49BAMCA0gAMEUCIDLzSXdldRXncrhnbf+HKQ6REiiBAf7yrfZvHJtR+biS
        AiEA4uReeW44DZq6W6MV5wUxJpRj8Dtl9j22O64ifm9SplA=
        -----END CERTIFICATE-----
        """

    private static let validKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgCx99jpysZrNhgokD
        8hOl2dq9f0yNcD7yau2/mYspemihRANCAARrjiMUP7es1CJjnkPeKA0QIn1YmwWe
        em6DF7fiFM0/V5aRT2ea4P9uBWCO24PbQUyar7CP/DgqV/eVNN+y/s5X
        -----END PRIVATE KEY-----
        """

    static let expired = """
        -----BEGIN CERTIFICATE-----
        MIIBcjCCARmgAwIBAgIBATAKBggqhkjOPQQDAjAeMRwwGgYDVQQDDBNWTUZlc3Qg
        dGVzdCBleHBpcmVkMB4XDTIwMDEwMTAwMDAwMFoXDTIxMDEwMTAwMDAwMFowHjEc
        MBoGA1UEAwwTVk1GZXN0IHRlc3QgZXhwaXJlZDBZMBMGByqGSM49AgEGCCqGSM49
        AwEHA0IABGPGTFfijW4oEx+rWgxE0of/wueT3v8hT4U8ItQEoC5f/B9X3/TkuMPj
        uzKGSBqa3s2IyMTwU882SzLIJfwebQmjSDBGMBQGA1UdEQQNMAuCCWxvY2FsaG9z
        dDAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBQx1YBtrqV8EaMITEJbiCpvCNZ5
        SjAKBggqhkjOPQQDAgNHADBEAiAhQinX5RZ0e9+rhntiSRRUZWw3uzJcg4LcQkgP
        IFdruwIgaKuPW9uCZSkz/VaMghiQMdPXGlIbUjkgIn+2iye7nLc=
        -----END CERTIFICATE-----
        """

    private static let expiredKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg62mc8okuXqJcFDvM
        ec0Wtfyo0ml5D2BvSUvDL8PcG8ihRANCAARjxkxX4o1uKBMfq1oMRNKH/8Lnk97/
        IU+FPCLUBKAuX/wfV9/05LjD47syhkgamt7NiMjE8FPPNksyyCX8Hm0J
        -----END PRIVATE KEY-----
        """

    /// A certificate that none of these servers has.
    static let other = """
        -----BEGIN CERTIFICATE-----
        MIIBcTCCARegAwIBAgIBATAKBggqhkjOPQQDAjAcMRowGAYDVQQDDBFWTUZlc3Qg
        dGVzdCBvdGhlcjAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowHDEa
        MBgGA1UEAwwRVk1GZXN0IHRlc3Qgb3RoZXIwWTATBgcqhkjOPQIBBggqhkjOPQMB
        BwNCAATrrpF+GmJaS9PBpBgtSt/DdnH98+HV7UDi6DxmM00sPR+E4T13jc+5RDed
        uiSyaX+EPsETq7TM6uxqX6lj8gpro0gwRjAUBgNVHREEDTALgglsb2NhbGhvc3Qw
        DwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQULCxWxMNJ8BMXhvxIbrJ86ikXXVUw
        CgYIKoZIzj0EAwIDSAAwRQIhANBtW8fWeUIkLRfeK7LTH3xLzj24bMjsLtPbAue1
        Jh24AiA/l8pJiMann9Y4kjvi4vHoD53Gd8KMGvmzRaPbOCEo6A==
        -----END CERTIFICATE-----
        """
}
