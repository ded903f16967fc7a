using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Audit;

public sealed class AuditTrailTests
{
    [Fact]
    public async Task Verify_LongChain_ReadsInBoundedPages()
    {
        var records = new List<AuditRecord>();
        for (var i = 1; i <= 2_001; i++)
        {
            records.Add(AuditChain.Seal(
                new AuditEntry("a.b", "", ChangeAuthor.System, null, null, null),
                i,
                i == 1 ? AuditChain.GenesisHash : records[^1].Hash,
                DateTimeOffset.UnixEpoch));
        }

        var store = new ListedAuditStore(records);
        await using var host = new AuditHost(store);

        var result = await host.Trail.VerifyAsync([]);

        Assert.True(result.IsIntact);
        Assert.Equal((2_001, records[^1].Hash), (result.Records, result.LastHash));
        Assert.InRange(store.LargestPage, 1, 1_000);
    }

    [Fact]
    public async Task Verify_RecordTheCallerKnows_MustBeInTheChain()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(5);
        var records = await host.RecordsAsync();

        var right = await host.Trail.VerifyAsync([new AuditAnchor(3, records[2].Hash)]);
        var wrong = await host.Trail.VerifyAsync([new AuditAnchor(3, records[1].Hash)]);
        var beyond = await host.Trail.VerifyAsync([new AuditAnchor(6, records[1].Hash)]);

        Assert.True(right.IsIntact);
        Assert.Equal((3, AuditBreakKind.Checkpoint), (wrong.Break!.Sequence, wrong.Break.Kind));
        Assert.Equal((6, AuditBreakKind.Truncated), (beyond.Break!.Sequence, beyond.Break.Kind));
    }

    [Fact]
    public async Task Export_NewRecords_AppendsOneSignedLineEach()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(2);
        var first = await host.Trail.ExportCheckpointAsync();
        var again = await host.Trail.ExportCheckpointAsync();
        await host.ChangeAsync(1);
        var second = await host.Trail.ExportCheckpointAsync();

        Assert.Equal(
            [AuditExportStatus.Exported, AuditExportStatus.Unchanged, AuditExportStatus.Exported],
            [first.Status, again.Status, second.Status]);
        var lines = await File.ReadAllLinesAsync(host.CheckpointPath);
        Assert.Equal(2, lines.Length);

        // Recomputed here from the line and the key alone, as an auditor would.
        var line = JsonDocument.Parse(lines[0]).RootElement;
        var signed = $"valhalla-audit-checkpoint-1\n2\n{line.GetProperty("hash").GetString()}\n"
            + line.GetProperty("created_at").GetString();
        var expected = HMACSHA256.HashData(
            Convert.FromBase64String(AuditHost.HmacKey), System.Text.Encoding.UTF8.GetBytes(signed));
        Assert.Equal(Convert.ToBase64String(expected), line.GetProperty("signature").GetString());
        Assert.Equal((await host.RecordsAsync())[1].Hash, line.GetProperty("hash").GetString());
        var verification = await host.Trail.VerifyAsync([]);
        Assert.Equal((2, 3L), (verification.Checkpoints, verification.NewestCheckpoint!.Sequence));
    }

    [Fact]
    public async Task Export_ChainBrokenSinceTheLast_SignsNothing()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(4);
        await host.Trail.ExportCheckpointAsync();
        var file = await File.ReadAllTextAsync(host.CheckpointPath);
        await using var shorter = new AuditHost(
            new ListedAuditStore((await host.RecordsAsync())[..3]), host.CheckpointPath);

        var result = await shorter.Trail.ExportCheckpointAsync();

        Assert.Equal((AuditExportStatus.Broken, AuditBreakKind.Truncated), (result.Status, result.Break!.Kind));
        Assert.Equal(file, await File.ReadAllTextAsync(host.CheckpointPath));
    }

    [Theory]
    [InlineData("\"sequence\":2", "\"sequence\":1")]
    [InlineData("\"hash\":\"", "\"hash\":\"0")]
    [InlineData("{", "")]
    public async Task Verify_CheckpointLineChanged_IsFoundByItsLine(string old, string changed)
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(2);
        await host.Trail.ExportCheckpointAsync();
        var text = await File.ReadAllTextAsync(host.CheckpointPath);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(host.CheckpointPath, text.Replace(old, changed, StringComparison.Ordinal));

        var result = await host.Trail.VerifyAsync([]);

        Assert.Equal((1, AuditBreakKind.CheckpointFile), (result.Break!.Sequence, result.Break.Kind));
    }

    [Fact]
    public async Task Export_AfterACrashInTheMiddleOfALine_DropsTheTornLine()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(1);
        await host.Trail.ExportCheckpointAsync();
        await File.AppendAllTextAsync(host.CheckpointPath, "{\"sequence\":2,\"ha");
        Assert.True((await host.Trail.VerifyAsync([])).IsIntact);
        await host.ChangeAsync(2);

        await host.Trail.ExportCheckpointAsync();

        Assert.Equal(2, (await File.ReadAllLinesAsync(host.CheckpointPath)).Length);
        Assert.Equal(2, (await host.Trail.VerifyAsync([])).Checkpoints);
    }

    [Fact]
    public async Task Ecdsa_PublicKey_VerifiesAndExportsNothing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var host = new AuditHost(configure: o =>
            (o.CheckpointHmacKey, o.CheckpointEcdsaKey) = (null, key.ExportECPrivateKeyPem()));
        await host.ChangeAsync(3);
        await host.Trail.ExportCheckpointAsync();
        await using var reader = new AuditHost(
            new ListedAuditStore(await host.RecordsAsync()),
            host.CheckpointPath,
            o => (o.CheckpointHmacKey, o.CheckpointEcdsaKey) = (null, key.ExportSubjectPublicKeyInfoPem()));
        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var stranger = new AuditHost(
            new ListedAuditStore(await host.RecordsAsync()),
            host.CheckpointPath,
            o => (o.CheckpointHmacKey, o.CheckpointEcdsaKey) = (null, otherKey.ExportECPrivateKeyPem()));

        Assert.Equal(1, (await reader.Trail.VerifyAsync([])).Checkpoints);
        Assert.Equal(AuditBreakKind.CheckpointFile, (await stranger.Trail.VerifyAsync([])).Break?.Kind);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.Trail.ExportCheckpointAsync());
    }

    [Theory]
    [InlineData("VG1101", "file", AuditHost.HmacKey, null, "00:00:00")]
    [InlineData("VG1101", " ", AuditHost.HmacKey, null, "01:00:00")]
    [InlineData("VG1102", "file", null, null, "01:00:00")]
    [InlineData("VG1102", "file", AuditHost.HmacKey, "x", "01:00:00")]
    [InlineData("VG1103", "file", "c2hvcnQ=", null, "01:00:00")]
    [InlineData("VG1103", "file", null, "not a key", "01:00:00")]
    public void Options_Wrong_FailWithTheirId(string id, string? file, string? hmac, string? ecdsa, string interval)
    {
        var options = new AuditOptions
        {
            CheckpointFile = file,
            CheckpointHmacKey = hmac,
            CheckpointEcdsaKey = ecdsa,
            CheckpointInterval = TimeSpan.Parse(interval),
        };

        var result = new AuditOptionsValidator().Validate(null, options);

        Assert.StartsWith(id + ": ", result.FailureMessage, StringComparison.Ordinal);
        Assert.True(new AuditOptionsValidator().Validate(null, new AuditOptions()).Succeeded);
    }

    [Fact]
    public async Task Exporter_Configured_ExportsAtStartAndOnItsInterval()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(1);
        host.Get<StoreReadiness>().SetReady();
        var exporter = host.Get<IEnumerable<IHostedService>>().OfType<CheckpointExporter>().Single();
        await exporter.StartAsync(default);
        await Eventually.TrueAsync(() => Lines(host) == 1, "a checkpoint at start");
        await host.ChangeAsync(2);

        host.Clock.Advance(host.Get<IOptions<AuditOptions>>().Value.CheckpointInterval);

        await Eventually.TrueAsync(() => Lines(host) == 2, "a checkpoint on the interval");
        await exporter.StopAsync(default);
    }

    private static int Lines(AuditHost host) =>
        File.Exists(host.CheckpointPath) ? File.ReadAllLines(host.CheckpointPath).Length : 0;
}
