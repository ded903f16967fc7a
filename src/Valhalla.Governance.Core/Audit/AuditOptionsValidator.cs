using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Audit;

/// <summary>Gives range errors their id, and checks what a range cannot say.</summary>
internal sealed class AuditOptionsValidator : IValidateOptions<AuditOptions>
{
    private readonly AuditOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, AuditOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        if (ranges.Failed)
        {
            return ValidateOptionsResult.Fail(
                $"{AuditErrors.OptionOutOfRange}: {AuditOptions.SectionName} is wrong. Correct: "
                + ranges.FailureMessage);
        }

        if (options.CheckpointFile is not null && string.IsNullOrWhiteSpace(options.CheckpointFile))
        {
            return ValidateOptionsResult.Fail(
                $"{AuditErrors.OptionOutOfRange}: {AuditOptions.SectionName}:CheckpointFile is empty. Name a file, or "
                + "leave the setting out to export nothing.");
        }

        var keys = (options.CheckpointHmacKey is null ? 0 : 1) + (options.CheckpointEcdsaKey is null ? 0 : 1);
        if (keys > 1 || (keys == 0 && options.CheckpointFile is not null))
        {
            return ValidateOptionsResult.Fail(
                $"{AuditErrors.KeyMissing}: {AuditOptions.SectionName} needs exactly one key for checkpoints. Set "
                + "CheckpointHmacKey (base64 of 32 random bytes, such as `openssl rand -base64 32` prints) or "
                + "CheckpointEcdsaKey (PEM), not both.");
        }

        using var signer = keys == 0 ? null : CheckpointSigner.TryCreate(options);
        return keys == 0 || signer is not null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{AuditErrors.KeyUnusable}: {AuditOptions.SectionName} holds a key that cannot be used. "
                + "CheckpointHmacKey is base64 of 32 bytes or more, CheckpointEcdsaKey an EC key as PEM text.");
    }
}
