"""The fitted model of `likelihood`: trees of "figure threshold (if not above) (if above)"; log-odds at their leaves add up.

Written by `benchmarks/fit_extract.py`; 694 pages, 56819 runs. Never edit it by hand.
"""

START = 1.3000
TREES = """
rules 0.5 style 0.09302 page_n 2.89 style -1 -0.312 0.033 -0.422 -0.176 branch_links 0.1919 0.104 style_n 1.609 -0.212 box2 0 -0.371 0.038
recall 0.7823 window_links 0.03604 -0.170 -0.305 style 0 rules 0.5 -0.272 branch -1 0.037 -0.183 rules 0.5 -0.148 branch_links 0.1919
0.106 -0.024 rules 0.5 branch_links 0.07246 is_other 0.5 around 5.5 -0.247 -0.056 -0.229 -0.255 window_links 0.1726 ends 0.5 0.039 0.106
box1 0.5 -0.253 0.013 style 0 branch_links 0.01961 from_last 8.5 rules 0.5 -0.124 0.050 -0.172 -0.219 branch_links 0.1566 recall 0.9941
-0.087 0.097 mass1 0.02577 -0.130 0.019 rules 0.5 page_n 2.89 -0.070 -0.180 style -1 page_n 4.127 0.076 -0.139 len 4.7 branch_links
0.05363 0.077 -0.049 deeper 2.25 0.101 -0.136 recall 0.9941 style_n 1.099 -0.175 box2 0.4837 -0.143 -0.017 ends 0.5 style_n 2.079 mass1
0.09068 -0.163 -0.032 0.036 deeper 2.25 0.093 -0.099 style 0 cum 0.9295 branch_links 0.01961 is_other 0.5 0.035 -0.119 -0.152 -0.169
branch_links 0.1566 mass1 0.06994 style_n 2.773 -0.044 0.088 0.098 -0.033 rules 0.5 window_links 0.0315 -0.074 -0.139 branch -1
branch_links 0.75 0.092 -0.134 style_n 2.303 cum 0.888 -0.031 -0.210 deeper 6.5 0.078 -0.391 style 0 page_n 2.89 cum 0.006031 -0.118 0.082
branch_links 0.01961 -0.077 -0.144 ends 0.5 branch_links 0.1004 0.032 -0.089 around 2.5 -0.071 0.088 style 0 page_n 2.89 from_last 6.5
0.075 -0.105 -0.116 after_last 0.5 ends 0.5 0.009 rules 0.5 around 9.5 -0.155 0.063 0.087 -0.060 rules 0.5 style_n 1.946 -0.117 -0.047
window_links 0.1726 mass1 0.09068 0.036 style_n 5.037 0.090 tight 0.9975 0.096 cum 0.3324 0.013 -0.991 -0.043 style 0 window_links 0.01079
-0.006 branch_links 0.01961 -0.058 -0.117 mass1 0.03924 around 6.5 -0.156 window_links 0.1726 0.037 -0.102 branch_links 0.883 0.082 -0.134
mass1 0.00914 style_n 3.091 page_n 2.89 len 2.944 -0.160 0.067 -0.106 0.034 rules 0.5 -0.063 page_mass 10.59 after_last 0.5 0.081 -0.051
-0.125 ends 0.5 main-1 0.4693 -0.108 -0.017 recall 0.9941 page_mass 6.713 0.084 -0.071 mass1 0.03924 links+1 0.8621 0.032 -0.132 page_mass
10.59 0.087 -0.110 style 0.09302 window_links 0.04398 -0.022 -0.094 ends 0.5 -0.014 deeper 3.25 page_mass 10.59 around 2.5 box2 0.9409
-0.224 0.078 0.081 -0.104 -0.164 main-1 0.4693 rules 0.5 -0.089 to_next 3.5 len 4.852 -0.039 0.082 -0.104 cum 0.9295 mass1 0.03924 0.006
page_mass 10.59 0.075 -0.075 -0.075 rules 0.5 branch_links 0.07246 is_li 0.5 is_desc 0.5 -0.063 0.156 0.119 -0.096 branch_links 0.1004
style_n 1.792 0.027 0.078 style_n 3.135 -0.067 0.061 rules 0.5 page_n 2.89 0.007 is_desc 0.5 style_n 1.946 -0.109 -0.013 0.109 branch -1
0.066 main+2 0.5029 -0.057 style_n 2.773 -0.026 0.070 style 0 to_next 4.5 branch_links 0.01961 0.001 -0.072 -0.085 ends 0.5 -0.020
page_mass 10.59 repeated 1.5 around 2.5 -0.066 0.073 -0.115 -0.097 rules 0.5 branch_links 0.3128 style -1 -0.074 repeated 0.5 0.025 -0.086
-0.096 cum 0.888 mass1 0.09068 style_n 2.773 -0.032 0.064 0.071 -0.056 rules 0.5 tight 0.83 0.029 -0.071 cum 0.888 links 0.4231 branch -1
0.071 window 0.7923 -0.055 0.039 -0.041 style_n 2.303 -0.124 0.003 style_n 1.946 page_n 2.89 cum 0.01778 -0.044 0.050 mass1 0.05276 -0.087
title_cover 0.06667 -0.085 0.022 branch_links 0.1566 0.063 page_share 0.7591 -0.064 0.043 branch_links 0.1152 rules 0.5 is_li 0.5 -0.035
0.101 page_mass 10.59 style_n 1.792 0.015 0.073 window_links 0.003423 -0.453 -0.067 from_last 1.5 -0.016 -0.093 mass1 0.03924 window_links
0.1726 style_n 2.773 page_mass 7.162 0.034 -0.052 page_n 6.541 0.068 tight 0.9872 0.045 -0.659 -0.086 ends 0.5 -0.015 0.059 ends 0.5
from_last 3.5 -0.019 -0.079 style_n 1.609 page_n 2.89 0.049 around 4.5 -0.142 -0.015 page_mass 10.59 words 3.045 0.011 0.081 -0.092
style_n 1.946 page_n 2.89 0.026 title_cover 0.1111 -0.088 -0.018 deeper 3.25 caps 0.2931 style_n 5.037 cum 0.9075 0.079 -0.003 -0.091
-0.003 -0.092 ends 0.5 branch_links 0.03804 title_cover 0.9231 cum 0.9522 0.022 -0.116 -0.136 -0.066 around 1.5 -0.092 repeated 0.5
window_links 0.1726 0.054 -0.025 -0.074 cum 0.9295 before_first 0.5 mass1 0.09068 style_n 2.996 -0.019 deeper 6.5 0.073 -0.203 0.050
is_desc 0.5 -0.073 0.126 page_mass 6.279 0.059 -0.084 style_n 1.946 page_n 2.89 0.024 around 6.5 -0.114 is_desc 0.5 -0.044 0.073 deeper
3.25 page_mass 10.59 cum 0.9075 0.060 -0.022 -0.075 -0.081 ends 0.5 style_n 3.258 -0.044 0.027 cum 0.7927 words 3.045 0.004 around 1.5
-0.152 caption 0.5 repeated 0.5 0.077 -0.065 -0.128 -0.023 window_links 0.1422 len 4.779 -0.008 around 1.5 -0.122 caption 0.5 page_mass
10.59 repeated 0.5 0.066 -0.069 -0.091 -0.111 main+1 0.1173 -0.073 -0.004 mass1 0.03924 style_n 2.996 tight 0.8842 page_share 0.6492
-0.026 0.096 -0.056 deeper 6.5 0.041 -0.180 after_last 0.5 repeated 3.5 0.039 -0.172 -0.065 window_links 0.1285 title_cover 0.9231 around
3.5 box2 0.6862 -0.148 0.020 page_mass 10.33 mass1 0.4547 style_n 2.944 -0.008 0.070 0.064 -0.073 -0.118 -0.040 ends 0.5 cum 0.9295
page_share 0.5664 -0.055 title_cover 0.9231 0.013 -0.128 -0.080 cum 0.7364 words 3.045 tight 1.82 0.010 -0.306 0.059 -0.017 branch_links
0.07246 page_mass 10.59 title_cover 0.75 around 3.5 -0.076 mass1 0.4547 0.017 0.069 -0.084 -0.101 style_n 1.609 -0.066 deeper 3.25 0.009
-0.114 branch_links 0.03804 title_cover 0.75 caption 0.5 around 3.5 -0.067 0.041 -0.060 -0.077 style_n 3.258 page_mass 6.14 0.047
title_cover 0.1818 -0.073 -0.001 0.032 branch_links 0.01961 repeated 3.5 title_cover 0.9231 cum 0.9295 page_n 6.541 caption 0.5 0.051
-0.049 -0.147 -0.041 -0.095 -0.155 to_next 1.5 0.006 -0.051 cum 0.9295 len 4.852 before_first -0.5 page_share 0.7922 -0.014 0.042 -0.054
caption 0.5 title_cover 0.1429 0.007 0.062 -0.104 page_mass 6.279 0.074 -0.063 cum 0.869 repeated 0.5 style_n 1.792 page_n 1.609 0.090
branch_links 0.3128 -0.003 -0.086 page_mass 10.33 0.052 tight 0.9975 0.023 -0.161 -0.053 -0.038 ends 0.5 -0.021 style_n 1.609 hidden 0.5
page_mass 7.631 0.058 title_cover 0.1111 box1 0.9311 -0.044 -0.223 0.006 style_n 1.099 -0.077 -0.451 0.035 author 0.5 style_n 1.946
page_mass 7.631 hidden 0.5 len 4.7 -0.001 0.096 -0.138 title_cover 0.1429 len 6.057 -0.052 -0.217 -0.000 0.024 -0.122 caps 0.2931 style_n
2.303 len+2 0 0.066 title_cover 0.2222 -0.041 0.030 page_mass 10.33 0.051 tight 0.9975 0.034 good 0.5 0.105 -0.235 -0.023 after_last 1.5
main+2 -0.5 0.094 repeated 0.5 tight 0.9182 0.047 main+1 0.1173 branch_links 0.01961 0.017 -0.075 style_n 5.037 0.015 -0.095 -0.059 -0.046
around 1.5 -0.073 author 0.5 repeated 0.5 title_cover 0.9231 page_n 1.609 0.113 branch_links 0.08486 is_pre 0.5 0.029 -0.158 -0.016 -0.105
-0.044 -0.114 cum 0.869 style_n 1.792 page_n 1.609 0.080 -0.017 deeper 3.25 page_mass 10.33 0.044 -0.041 page_share 0.7922 -0.166 0.082
caps 0.1176 0.013 -0.052 from_last 4.5 style_n 3.045 page_n 5.583 0.011 -0.041 page_mass 10.33 0.054 style 0.996 0.063 window_links
0.02104 -0.187 0.010 branch_links 0.1152 0.000 -0.082 around 1.5 page_share 0.7529 -0.103 0.027 tight 0.9182 len 5.242 page_share 0.7667
-0.004 0.105 0.085 mass1 0.1627 page_share 0.9106 -0.044 0.042 0.017 is_desc 0.5 from_last 4.5 author 0.5 page_mass 5.927 0.071 tight
0.9182 0.042 style_n 1.609 -0.040 deeper 3.25 0.017 -0.087 -0.124 -0.040 0.084 cum 0.7178 len 4.7 before_first -0.5 0.013 -0.050 caption
0.5 repeated 0.5 0.049 window 0.9792 0.026 -0.197 -0.097 page_n 2.89 0.042 -0.032 style_n 3.045 is_desc 0.5 page_n 1.386 0.090 from_last
4.5 default 0.4557 0.022 -0.018 -0.047 0.075 page_mass 10.33 links+1 0.8621 0.056 -0.050 -0.039 links 0.4231 repeated 0.5 title_cover
0.9231 author 0.5 title_cover 0.2 page_n 2.89 0.050 around 3.5 -0.101 0.004 0.044 -0.099 -0.101 -0.040 -0.034 len+1 5.398 title_cover 0.75
style_n 3.135 since_heading 11.5 title_cover 0.2 -0.016 0.036 -0.057 0.028 -0.084 around 1.5 box2 0.6326 -0.302 0.038 0.039 tight 0.9182
page_share 0.7922 page_mass 9.84 0.017 -0.144 0.113 page_n 1.386 0.087 box2 0.5693 around 6.5 -0.111 page_mass 7.749 0.058 -0.054 -0.002
branch_links 0.01961 page_n 6.541 repeated 3.5 title_cover 0.75 0.026 -0.054 cum 0.2187 -0.299 -0.030 meta 0.5 -0.175 0.071 after_last
12.5 -0.009 -0.108 author 0.5 deeper 4.75 tight 0.8842 page_share 0.6782 style 0.7778 0.037 is_li 0.5 -0.025 -0.359 0.094 to_next 1.5
0.011 -0.025 -0.069 -0.088 deeper -0.75 is_p 0.5 -0.053 to_next 12.5 0.054 -0.075 around 1.5 branch_size 6.127 -0.009 -0.164 deeper 4.75
0.013 page_mass 8.927 -0.132 0.006 cum 0.7178 repeated 0.5 digits 0.2258 0.021 -0.104 tight 1.739 -0.022 page_share 0.8951 -0.102 -0.433
page_mass 5.927 0.084 style_n 1.099 -0.068 -0.011 after_last 11.5 date 0.5 len+1 5.398 is_desc 0.5 page_mass 6.14 0.035 -0.008 0.075 0.036
branch_size 4.394 -0.158 mass1 0.9762 -0.002 -0.139 -0.062 style_n 3.045 page_n 1.386 0.078 is_desc 0.5 tight 0.9038 0.014 -0.023 0.059
in_section 0.5 0.044 mass1 0.9723 style_n 5.037 0.032 -0.112 -0.122 deeper -2.25 -0.053 len+2 -1 0.058 is_pre 0.5 style_n 1.609 hidden 0.5
-0.006 page_share 0.9106 -0.048 -0.501 box2 -1 -0.069 0.019 -0.152 words 3.526 title_cover 0.9231 page_mass 5.649 0.054 -0.009 -0.140
tight 0.9182 0.080 title_cover 0.1429 -0.036 recall 0.1522 -0.059 cum 0.698 0.077 -0.022 page_n 1.609 0.061 sub 0.5 links 0.8737 style -1
-0.031 style 0.66 page_n 4.71 0.117 0.013 tight 0.7163 -0.230 -0.000 -0.041 0.043 deeper 4.75 tight 0.8842 0.028 tight 1 is_pre 0.5 -0.012
-0.176 page_n 6.541 0.021 -0.142 page_share 0.7811 page_share 0.7591 -0.107 -0.554 0.063 around 6.5 window 0.994 tight 0.7706 page_share
0.3624 -0.080 0.182 box2 0.6862 -0.103 -0.010 0.077 deeper -0.75 -0.025 caption 0.5 0.013 -0.054 date 0.5 len+1 5.398 title_cover 0.75
title_cover 0.3 main+1 -0.5 0.082 is_desc 0.5 -0.011 box2 0.9887 0.140 -0.142 0.040 -0.076 0.032 -0.036 author 0.5 branch_links 0.03804
page_mass 10.59 around 3.5 box2 0.6862 -0.150 0.027 0.022 cum 0.4454 0.030 page_n 5.849 -0.332 -0.029 -0.012 -0.078 style_n 3.045
page_mass 7.631 digits 0.0431 hidden 0.5 0.039 -0.083 -0.088 -0.018 page_mass 9.84 links+1 0.551 0.058 -0.045 branch_links 0.2407 -0.041
0.117 len 5.389 -0.007 page_mass 9.513 links+1 0.2121 title_cover 0.06667 tight 0.9182 0.113 -0.029 0.064 -0.032 page_mass 9.551 style_n
3.466 -0.452 0.090 0.005 deeper -0.75 window 0.7923 -0.055 digits 0.07455 0.020 -0.119 style 0.66 style_n 0 -0.010 caption 0.5 0.062
-0.043 window 0.7252 -0.064 0.003 cum 0.7178 repeated 0.5 words 3.045 author 0.5 0.002 -0.140 mass1 0.1627 box2 0.9214 0.041 page_share
0.9106 -0.074 0.098 0.058 -0.033 -0.015 deeper 4.75 title_cover 0.9231 page_n 1.386 0.109 title_cover 0.3 default 0.4557 0.019 tight
0.7163 -0.159 -0.010 0.027 mass1 0.7441 0.025 -0.136 -0.055 branch_links 0.01408 page_mass 10.59 box1 -1 -0.020 repeated 3.5 title_cover
0.9231 0.035 -0.063 cum 0.2187 -0.278 0.000 -0.082 branch 0.9698 -0.023 0.023 page_share 0.7922 page_share 0.7811 is_other 0.5 deeper 4.75
good 0.5 -0.018 0.031 -0.124 -0.037 in_section 0.5 0.003 branch_size 5.74 0.088 -0.624 0.014 tight 0.9182 page_mass 8.76 0.001 0.055
page_mass 7.631 0.016 page_mass 7.913 -0.092 page_share 0.9106 good 0.5 tight 1.105 -0.023 -0.136 -0.001 0.040 sub 0.5 from_last 13.5
0.002 around 5.5 -0.122 links 0.2479 window 0.3676 -0.075 0.013 page_mass 10.33 -0.106 0.400 branch 0 0.081 -0.012 cum 0.7178 len+2 -1
0.106 page_share 0.9877 len 5.357 -0.001 0.038 window 0.9988 -0.262 len+2 2.565 0.112 digits 0.01342 0.008 -0.159 -0.014 tight 0.9182
0.018 caps 0.05556 page_share 0.424 0.116 style_n 2.303 len+1 3.045 0.053 len+2 2.89 0.060 -0.123 0.057 main+1 0.1173 -0.033 0.001 quote
0.5 page_share 0.7922 -0.012 0.012 is_p 0.5 style_n 2.303 page_mass 9.021 -0.010 -0.207 0.062 since_heading 2.5 mass1 0.00914 -0.112 0.054
0.087 after_last 12.5 default 0.4557 style -1 is_desc 0.5 -0.038 0.090 0.038 words 3.526 tight 0.7706 -0.122 -0.012 0.017 style_n 5.037
-0.084 0.106 date 0.5 title_cover 0.9231 title_cover 0.2222 page_mass 5.927 0.061 around 3.5 desc_like 0.05 -0.117 0.003 -0.002 0.028
mass1 0.7441 0.026 -0.133 -0.031 sub 0.5 before_first 1.5 is_li 0.5 -0.003 page_share 0.389 window_links 0.0964 0.133 -0.286 0.042
page_mass 7.749 0.010 -0.088 branch 0 0.072 -0.010 tight 0.9182 page_share 0.7922 page_mass 9.84 page_share 0.424 in_ul 0.5 -0.011 -0.168
branch_size 5.814 -0.004 deeper 3.25 0.097 -0.055 -0.132 0.097 -0.006 cum 0.6439 box1 -1 -0.019 deeper -0.75 words 4.263 -0.042 0.139
page_share 0.2931 0.094 tight 0.9109 0.058 0.008 page_mass 5.927 0.063 -0.017 deeper 2.25 sub 0.5 is_h 0.5 tight 0.7163 rules 0.5 -0.006
-0.162 -0.000 links+1 0.551 0.062 -0.083 0.051 page_n 4.007 0.085 -0.043 author 0.5 style_n 3.135 -0.004 in_section 0.5 0.043 page_share
0.7333 0.050 page_mass 10.59 style 0.9074 -0.159 len+1 3.466 -0.093 0.053 -0.134 -0.065 page_n 1.386 0.062 page_share 0.9877 tight 1.479
around 3.5 tight 0.7706 0.096 -0.074 0.002 0.041 len-1 2.639 0.039 hidden 0.5 -0.065 -0.316 title_cover 0.9231 page_n 1.386 0.096 links
0.8737 0.004 style_n 1.609 -0.071 mass1 0.7727 len-1 3.892 -0.007 0.103 len 3.434 0.158 -0.181 -0.061 branch_size 5.075 is_p 0.5 style_n
1.386 -0.022 page_n 5.288 0.101 -0.008 tight 1 words 2.833 len-1 4.22 -0.056 -0.170 0.042 0.025 0.007 caption 0.5 default 0.4557 deeper
-0.25 -0.032 style -1 -0.017 0.058 window 0.8094 -0.034 0.004 page_share 0.6492 -0.101 meta 0.5 0.061 -0.127 links 0.8737 caption 0.5
0.006 words 2.398 0.030 -0.084 page_mass 9.339 -0.039 box2 0.8658 -0.030 box1 0 cum 0.9522 0.080 0.496 0.047 tight 0.8842 len 5.242
since_heading 9.5 0.025 -0.060 0.068 is_li 0.5 -0.009 around 7.5 -0.116 deeper 4.25 0.058 page_n 5.05 -0.398 0.063 deeper 2.25 tight
0.8842 tight 0.7163 page_n 5.081 -0.135 page_mass 9.714 0.068 -0.191 0.052 -0.002 page_share 0.7811 -0.046 tight 1.292 0.041 -0.145
is_desc 0.5 before_first 1.5 title_cover 0.3 -0.003 words 2.708 -0.029 0.045 cum 0.05088 -0.055 0.125 branch_links 0.07246 title_cover
0.5455 0.111 -0.039 -0.065 under 0.5 repeated 3.5 date 0.5 0.006 branch_size 4.394 -0.121 page_n 4.905 0.051 in_section 0.5 -0.011 -0.129
-0.051 box2 0.9887 -0.084 0.155 cum 0.6439 0.007 window_links 0.0005599 0.025 len-1 1.099 0.090 len-1 5.352 in_ul 0.5 -0.044 deeper 3.25
0.028 -0.166 page_mass 10.59 0.030 -0.125 title_cover 0.9231 page_n 1.386 0.092 title_cover 0.3 is_h 0.5 -0.009 len+1 1.099 -0.181
after_last -0.5 0.056 -0.044 box2 -1 -0.062 0.027 -0.057 quote 0.5 -0.003 page_mass 8.606 0.073 is_p 0.5 page_mass 9.551 -0.140 0.074
page_n 5.69 0.063 tight 0.9109 0.093 box2 0.9988 -0.068 -0.465 repeated 3.5 default 0.4557 is_other 0.5 len-1 3.738 -0.001 0.071 -0.014
-0.004 main+2 0.1173 cum 0.2561 -0.205 -0.040 page_share 0.5534 -0.102 0.053 after_last 12.5 style 0.66 len+1 3.555 in_table 0.5 -0.016
0.109 0.032 len-1 1.099 0.073 words 3.258 -0.026 0.009 style_n 5.037 -0.078 0.102 branch_links 0.008226 0.008 words 4.875 branch 0.9698
recall 0.4404 from_last 4.5 menu 0.5 0.061 -0.026 -0.035 branch -1 -0.011 -0.067 0.018 0.131 author 0.5 title_cover 0.75 page_mass 7.631
0.021 -0.004 len+1 5.509 mass1 0.8279 since_heading 0.5 -0.100 0.082 -0.134 0.115 page_n 5.328 -0.103 0.033 date 0.5 around 9.5 window
0.994 quote 0.5 branch 0.8227 box2 0.8916 -0.096 mass1 0.9723 0.077 -0.187 0.025 0.086 0.062 0.006 -0.025 deeper 2.25 sub 0.5 tight 0.7163
-0.053 tight 0.8842 0.044 -0.004 len+1 5.236 0.068 -0.058 page_mass 7.631 0.046 page_mass 8.894 -0.086 -0.005 caption 0.5 branch_links
0.008226 page_mass 10.59 0.016 cum 0.3324 0.062 page_share 0.7205 0.104 -0.148 caps 0.08824 0.027 -0.016 page_n 4.615 0.063 -0.075
title_cover 0.9231 len-1 1.099 0.047 page_mass 5.649 0.050 page_share 0.9877 0.001 hidden 0.5 len+1 2.197 0.065 -0.071 -0.290 branch_size
5.13 -0.143 0.047 page_share 0.7922 page_share 0.7811 good 0.5 -0.024 deeper 4.25 branch_size 4.718 -0.029 0.036 -0.101 page_n 5.485 0.039
-0.350 tight 0.9109 0.091 0.004 style_n 3.135 -0.004 in_section 0.5 0.036 page_mass 9.84 links 0.07273 0.051 branch -1 since_heading 3.5
-0.041 -0.414 0.007 cum 0.5044 -0.009 -0.116 tight 1 page_mass 6.279 main-2 0.1173 -0.002 -0.117 0.000 page_mass 5.927 0.084 window 0.994
window 0.9906 -0.009 -0.189 page_mass 10.33 0.059 -0.085 deeper -0.75 len-1 5.403 -0.032 0.072 style 0.66 in_table 0.5 0.011 0.116 tight
0.7163 -0.119 is_pre 0.5 0.002 box2 0.9579 0.108 -0.182 under 0.5 is_h 0.5 branch_size 4.718 words 2.197 len+2 3.807 0.030 -0.035 links
0.07273 -0.036 -0.112 0.005 0.027 box2 0.9887 -0.078 0.141
"""
