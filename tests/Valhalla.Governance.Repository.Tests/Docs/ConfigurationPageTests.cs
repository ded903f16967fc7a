namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>The configuration page tells every setting as the options classes have it.</summary>
public sealed class ConfigurationPageTests
{
    private const string Page = "docs/reference/configuration.md";
    private const string FirstColumn = "Setting";

    private static readonly IReadOnlyDictionary<string, string[]> Rows = MarkdownTable.ReadAll(Page)
        .Where(table => table.FirstColumn == FirstColumn)
        .SelectMany(table => table.Rows.Select(row => (Key: $"{table.Heading}:{row[0]}", Row: row)))
        .ToDictionary(item => item.Key, item => item.Row);

    private static IEnumerable<Setting> Settings => OptionsCatalog.Types.SelectMany(OptionsCatalog.SettingsOf);

    [Fact]
    public void Settings_OptionsClasses_AreAllListedAndNoOthers() => Assert.Equal(
        Settings.Select(setting => setting.Key).Order(StringComparer.Ordinal),
        Rows.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Defaults_OfEachSetting_AreTheCodes() => Assert.Equal(
        Lines(Settings, setting => setting.Default),
        Lines(Settings, setting => Rows.TryGetValue(setting.Key, out var row) ? row[1] : "not listed"));

    [Fact]
    public void Ranges_OfEachSetting_AreTheCodes()
    {
        var bounded = Settings.Where(setting => setting.Range is not null).ToArray();

        Assert.Equal(
            Lines(bounded, setting => setting.Range!),
            Lines(bounded, setting => Rows.TryGetValue(setting.Key, out var row) ? row[2] : "not listed"));
    }

    [Fact]
    public void Rows_EachSetting_SaysWhatItMeans() =>
        Assert.All(Rows.Values, row => Assert.True(row.Length == 4 && row.All(cell => cell.Length > 0), row[0]));

    [Fact]
    public void Catalog_TheRiskOptions_AreSeen() => Assert.Contains(
        new Setting("Valhalla:Risk:ExpiryInterval", "00:00:01", "00:00:00.1 to 01:00:00"), Settings);

    private static string Lines(IEnumerable<Setting> settings, Func<Setting, string> value) =>
        string.Join('\n', settings.Select(setting => $"{setting.Key} = {value(setting)}"));
}
