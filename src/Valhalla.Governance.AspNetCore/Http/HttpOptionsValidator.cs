using Microsoft.Extensions.Options;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>Gives range errors their id.</summary>
internal sealed class HttpOptionsValidator : IValidateOptions<HttpOptions>
{
    private readonly HttpOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, HttpOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        return ranges.Failed
            ? ValidateOptionsResult.Fail(
                $"{HttpErrors.InvalidOptions}: {HttpOptions.SectionName} is wrong. Correct: {ranges.FailureMessage}")
            : ValidateOptionsResult.Success;
    }
}
