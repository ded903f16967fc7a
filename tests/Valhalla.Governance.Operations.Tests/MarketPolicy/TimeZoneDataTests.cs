using System.Text;
using NodaTime.TimeZones;
using Valhalla.Governance.Operations.MarketPolicies;

namespace Valhalla.Governance.Operations.Tests.MarketPolicies;

/// <summary>Files of time-zone data, made from the one inside NodaTime.</summary>
public sealed class TimeZoneDataTests : IDisposable
{
    private static readonly TzdbDateTimeZoneSource Own = TzdbDateTimeZoneSource.Default;

    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-zones-").FullName;

    [Fact]
    public void Newer_LaterRelease_IsUsed()
    {
        var later = TimeZoneData.Read(Write(Own.TzdbVersion, "2099z"));

        Assert.Equal("2099z", later.TzdbVersion);
        Assert.Same(later, TimeZoneData.Newer(Own, later));
    }

    [Theory]
    [InlineData("2026f")]
    [InlineData("2025b")]
    public void Newer_SameOrEarlierRelease_IsNotUsed(string version)
    {
        var file = TimeZoneData.Read(Write(Own.TzdbVersion, version));

        Assert.Equal(version, file.TzdbVersion);
        Assert.Same(Own, TimeZoneData.Newer(Own, file));
    }

    [Fact]
    public void Read_ZoneOfCanadaMissing_StopsTheHostAndNamesIt()
    {
        var path = Write("America/Fort_Nelson", "America/Fort_Nelsox");

        var error = Assert.Throws<ValhallaConfigurationException>(() => TimeZoneData.Read(path));

        Assert.Equal("VG1002", error.Id);
        Assert.Contains("America/Fort_Nelson", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>NodaTime's own file with one text replaced by another of the same length.</summary>
    private string Write(string text, string replacement)
    {
        var assembly = typeof(TzdbDateTimeZoneSource).Assembly;
        using var own = assembly.GetManifestResourceStream(
            assembly.GetManifestResourceNames().Single(name => name.EndsWith(".nzd", StringComparison.Ordinal)))!;
        var data = new MemoryStream();
        own.CopyTo(data);

        // Latin-1 keeps every byte.
        var bytes = Encoding.Latin1.GetString(data.ToArray());
        Assert.Contains(text, bytes, StringComparison.Ordinal);
        var path = Path.Combine(_folder, replacement.Replace('/', '-') + ".nzd");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(bytes.Replace(text, replacement, StringComparison.Ordinal)));
        return path;
    }
}
