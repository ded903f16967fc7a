using NodaTime;
using NodaTime.TimeZones;
using Valhalla.Governance.Operations.MarketPolicies;

namespace Valhalla.Governance.Operations.Tests.MarketPolicies;

public sealed class ContactTimeZonesTests
{
    private static readonly ContactTimeZones Zones = new(TzdbDateTimeZoneSource.Default);

    private static readonly Instant[] Instants =
    [
        Instant.FromUtc(2025, 1, 15, 12, 0), Instant.FromUtc(2025, 7, 15, 12, 0), Instant.FromUtc(2026, 1, 15, 12, 0),
        Instant.FromUtc(2026, 7, 15, 12, 0), Instant.FromUtc(2026, 12, 15, 12, 0), Instant.FromUtc(2027, 7, 15, 12, 0),
    ];

    /// <summary>
    /// Offsets from UTC at six instants. Source: IANA time-zone database 2026c and its comments (public domain), but
    /// for two zones in December 2026, which later releases changed: America/Inuvik follows Alberta, America/Winnipeg
    /// stays at -05 (release 2026f, as NodaTime 3.3.7 has it).
    /// </summary>
    public static TheoryData<string, string, string[]> Offsets() => new()
    {
        { "NL", "America/St_Johns", ["-03:30", "-02:30", "-03:30", "-02:30", "-03:30", "-02:30"] },
        { "NL", "America/Goose_Bay", ["-04:00", "-03:00", "-04:00", "-03:00", "-04:00", "-03:00"] },
        { "PE", "America/Halifax", ["-04:00", "-03:00", "-04:00", "-03:00", "-04:00", "-03:00"] },
        { "NS", "America/Halifax", ["-04:00", "-03:00", "-04:00", "-03:00", "-04:00", "-03:00"] },
        { "NS", "America/Glace_Bay", ["-04:00", "-03:00", "-04:00", "-03:00", "-04:00", "-03:00"] },
        { "NB", "America/Moncton", ["-04:00", "-03:00", "-04:00", "-03:00", "-04:00", "-03:00"] },
        { "QC", "America/Toronto", ["-05:00", "-04:00", "-05:00", "-04:00", "-05:00", "-04:00"] },
        { "QC", "America/Blanc-Sablon", ["-04:00", "-04:00", "-04:00", "-04:00", "-04:00", "-04:00"] },
        { "QC", "America/Halifax", ["-04:00", "-03:00", "-04:00", "-03:00", "-04:00", "-03:00"] },
        { "ON", "America/Toronto", ["-05:00", "-04:00", "-05:00", "-04:00", "-05:00", "-04:00"] },
        { "ON", "America/Winnipeg", ["-06:00", "-05:00", "-06:00", "-05:00", "-05:00", "-05:00"] },
        { "ON", "America/Atikokan", ["-05:00", "-05:00", "-05:00", "-05:00", "-05:00", "-05:00"] },
        { "MB", "America/Winnipeg", ["-06:00", "-05:00", "-06:00", "-05:00", "-05:00", "-05:00"] },
        { "SK", "America/Regina", ["-06:00", "-06:00", "-06:00", "-06:00", "-06:00", "-06:00"] },
        { "SK", "America/Swift_Current", ["-06:00", "-06:00", "-06:00", "-06:00", "-06:00", "-06:00"] },
        { "SK", "America/Edmonton", ["-07:00", "-06:00", "-07:00", "-06:00", "-06:00", "-06:00"] },
        { "SK", "America/Winnipeg", ["-06:00", "-05:00", "-06:00", "-05:00", "-05:00", "-05:00"] },
        { "AB", "America/Edmonton", ["-07:00", "-06:00", "-07:00", "-06:00", "-06:00", "-06:00"] },
        { "BC", "America/Vancouver", ["-08:00", "-07:00", "-08:00", "-07:00", "-07:00", "-07:00"] },
        { "BC", "America/Edmonton", ["-07:00", "-06:00", "-07:00", "-06:00", "-06:00", "-06:00"] },
        { "BC", "America/Dawson_Creek", ["-07:00", "-07:00", "-07:00", "-07:00", "-07:00", "-07:00"] },
        { "BC", "America/Fort_Nelson", ["-07:00", "-07:00", "-07:00", "-07:00", "-07:00", "-07:00"] },
        { "BC", "America/Creston", ["-07:00", "-07:00", "-07:00", "-07:00", "-07:00", "-07:00"] },
        { "YT", "America/Whitehorse", ["-07:00", "-07:00", "-07:00", "-07:00", "-07:00", "-07:00"] },
        { "YT", "America/Dawson", ["-07:00", "-07:00", "-07:00", "-07:00", "-07:00", "-07:00"] },
        { "NT", "America/Inuvik", ["-07:00", "-06:00", "-07:00", "-06:00", "-06:00", "-06:00"] },
        { "NT", "America/Yellowknife", ["-07:00", "-06:00", "-07:00", "-06:00", "-06:00", "-06:00"] },
        { "NU", "America/Iqaluit", ["-05:00", "-04:00", "-05:00", "-04:00", "-05:00", "-04:00"] },
        { "NU", "America/Rankin_Inlet", ["-06:00", "-05:00", "-06:00", "-05:00", "-06:00", "-05:00"] },
        { "NU", "America/Resolute", ["-06:00", "-05:00", "-06:00", "-05:00", "-06:00", "-05:00"] },
        { "NU", "America/Cambridge_Bay", ["-07:00", "-06:00", "-07:00", "-06:00", "-07:00", "-06:00"] },
        { "NU", "America/Atikokan", ["-05:00", "-05:00", "-05:00", "-05:00", "-05:00", "-05:00"] },
    };

    [Theory]
    [MemberData(nameof(Offsets))]
    public void Get_ZoneOfAProvince_HasTheOffsetsOfTheLaw(string province, string id, string[] expected)
    {
        Assert.Contains(id, ProvinceZones.Of(new ProvinceCode(province)));
        Assert.Equal(expected, Instants.Select(at => Zones.Get(id).GetUtcOffset(at).ToString("+HH:mm", null)));
    }

    [Fact]
    public void Of_EveryProvince_HasTheZonesOfTheTableAndNoOthers()
    {
        var expected = Offsets().Select(row => ((string)((object[])row)[0], (string)((object[])row)[1])).ToHashSet();

        Assert.Equal(
            expected.Order(),
            ProvinceCode.All.SelectMany(p => ProvinceZones.Of(p).Select(id => (p.Value, id))).Order());
        Assert.Empty(Zones.Missing);
    }

    [Fact]
    public void Read_FileThatIsNone_StopsTheHostWithTheRemedy()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "no time-zone data");

        var error = Assert.Throws<ValhallaConfigurationException>(() => TimeZoneData.Read(path));
        var missing = Assert.Throws<ValhallaConfigurationException>(() => TimeZoneData.Read(path + ".nzd"));
        var options = new MarketPolicyOptions { TimeZoneDataFile = path };
        var refused = new MarketPolicyOptionsValidator().Validate(null, options);

        Assert.Equal(("VG1001", "VG1001"), (error.Id, missing.Id));
        Assert.True(refused.Failed);
        Assert.StartsWith("VG1001: ", refused.FailureMessage, StringComparison.Ordinal);
        Assert.Contains(".nzd", error.Message, StringComparison.Ordinal);
        File.Delete(path);
    }
}
