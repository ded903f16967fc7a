using Microsoft.Extensions.Options;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>Checks the ranges that the options declare.</summary>
[OptionsValidator]
internal sealed partial class HttpOptionsRangeValidator : IValidateOptions<HttpOptions>;
