namespace Valhalla.Governance.Repository.Tests.PublicApi;

/// <summary>The writer sees what a user of an assembly would notice. The samples are nested types.</summary>
public sealed class PublicApiTextTests
{
    public interface ISample<in T>
    {
        string? Find(T key, int limit = 5, CancellationToken cancellationToken = default);
    }

    public enum Status
    {
        Allowed,
        Denied = 7,
    }

    [Fact]
    public void OfMembers_Interface_HasNullabilityAndDefaults() => Assert.Equal(
        ["string? Find(T key, int limit = 5, CancellationToken cancellationToken = default)"],
        MemberText.OfMembers(typeof(ISample<>)));

    [Fact]
    public void OfMembers_Enum_KeepsItsOrderAndValues() =>
        Assert.Equal(["Allowed = 0", "Denied = 7"], MemberText.OfMembers(typeof(Status)));

    [Fact]
    public void OfMembers_Record_HasOnlyWhatWasWritten() => Assert.Equal(
        [
            ".ctor(long Cents)",
            "long Cents { get; init; }",
        ],
        MemberText.OfMembers(typeof(Amount)));

    [Fact]
    public void OfMembers_Class_ShowsRequiredInitAndProtected() => Assert.Equal(
        [
            "const int Limit = 3",
            "protected .ctor()",
            "IReadOnlyList<string?>? Tags { get; init; }",
            "required string Name { get; set; }",
            "protected virtual Task<int?> ReadAsync(params string[] keys)",
            "static bool TryParse(string text, out Status status)",
        ],
        MemberText.OfMembers(typeof(Shape))
            .Select(line => line.Replace("PublicApiTextTests.", "", StringComparison.Ordinal)));

    public readonly record struct Amount(long Cents);

    public abstract class Shape
    {
        public const int Limit = 3;

        protected Shape() => Hidden = 1;

        public required string Name { get; set; }

        public IReadOnlyList<string?>? Tags { get; init; }

        internal int Hidden { get; }

        public static bool TryParse(string text, out Status status) => Enum.TryParse(text, out status);

        protected virtual Task<int?> ReadAsync(params string[] keys) => Task.FromResult<int?>(keys.Length);
    }
}
