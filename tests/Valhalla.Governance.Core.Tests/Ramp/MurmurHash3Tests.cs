using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.Core.Tests.Ramp;

/// <summary>
/// Values of the public hash, from the tests of Bitcoin (MIT), Split's C client (Apache-2.0) and MurmurHash.Net (MIT).
/// </summary>
public sealed class MurmurHash3Tests
{
    [Theory]
    [InlineData(0x00000000u, "", 0x00000000u)]
    [InlineData(0xfba4c795u, "", 0x6a396f08u)]
    [InlineData(0xffffffffu, "", 0x81f16f39u)]
    [InlineData(0x00000000u, "00", 0x514e28b7u)]
    [InlineData(0xfba4c795u, "00", 0xea3f0b17u)]
    [InlineData(0x00000000u, "ff", 0xfd6cf10du)]
    [InlineData(0x00000000u, "0011", 0x16c6b7abu)]
    [InlineData(0x00000000u, "001122", 0x8eb51c3du)]
    [InlineData(0x00000000u, "00112233", 0xb4471bf8u)]
    [InlineData(0x00000000u, "0011223344", 0xe2301fa8u)]
    [InlineData(0x00000000u, "001122334455", 0xfc2e4a15u)]
    [InlineData(0x00000000u, "00112233445566", 0xb074502cu)]
    [InlineData(0x00000000u, "0011223344556677", 0x8034d2a0u)]
    [InlineData(0x00000000u, "001122334455667788", 0xb4698defu)]
    [InlineData(0x00000000u, "74657374", 0xba6bd213u)]
    [InlineData(0x9747b28cu, "74657374", 0x704b81dcu)]
    [InlineData(0x00000000u, "48656c6c6f2c20776f726c6421", 0xc0363e43u)]
    [InlineData(0x9747b28cu, "48656c6c6f2c20776f726c6421", 0x24884cbau)]
    [InlineData(0x00000000u, "54686520717569636b2062726f776e20666f78206a756d7073206f76657220746865206c617a7920646f67", 0x2e4ff723u)]
    [InlineData(0x9747b28cu, "54686520717569636b2062726f776e20666f78206a756d7073206f76657220746865206c617a7920646f67", 0x2fa826cdu)]
    [InlineData(0x00000001u, "", 0x514e28b7u)]
    [InlineData(0x00000125u, "010203", 0x75809af9u)]
    [InlineData(0x00000125u, "01020304", 0xad86f75cu)]
    [InlineData(0x00000125u, "0102030405", 0xbb73ad54u)]
    [InlineData(0x00000125u, "010203040506", 0xe24d19b0u)]
    [InlineData(0x00000125u, "01020304050607", 0xcca4f94bu)]
    [InlineData(0x00000125u, "0102030405060708", 0x8ba8b645u)]
    [InlineData(0x00000000u, "ffffffff", 0x76293b50u)]
    [InlineData(0x00000000u, "21436587", 0xf55b516bu)]
    [InlineData(0x5082edeeu, "21436587", 0x2362f9deu)]
    [InlineData(0x00000000u, "214365", 0x7e4a8634u)]
    [InlineData(0x00000000u, "2143", 0xa0f7b07au)]
    [InlineData(0x00000000u, "21", 0x72661cf4u)]
    [InlineData(0x00000000u, "00000000", 0x2362f9deu)]
    [InlineData(0x00000000u, "000000", 0x85f0b427u)]
    [InlineData(0x00000000u, "0000", 0x30f4c306u)]
    public void Hash_KnownInput_IsTheKnownValue(uint seed, string inputHex, uint expected) =>
        Assert.Equal(expected, MurmurHash3.Hash(Convert.FromHexString(inputHex), seed));
}
